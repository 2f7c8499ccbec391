import type { Mount, Mounted } from "@workflow-stream/conformance";
import type { Snapshot, WorkflowStream } from "@workflow-stream/core";
import { flushSync, hydrate, mount as mountComponent, unmount } from "svelte";
import { get, writable } from "svelte/store";
import { vi } from "vitest";
import { createWorkflowStream, type WorkflowStreamStore } from "../src/index.ts";
import Component from "./Component.svelte";
import Primitive from "./Primitive.svelte";

type Binding = Pick<Mounted, "stream" | "methods" | "snapshot">;

/** Mounts a binding on a page, for the conformance suite. */
export const mount: Mount = async (given, { kind, html }) => {
  const warnings = watchConsole();
  const options = writable(given);
  const target = document.body.appendChild(document.createElement("div"));
  target.innerHTML = html ?? "";
  const put = html === undefined ? mountComponent : hydrate;
  let renders = 0;
  const onRender = (): void => void renders++;
  let app: object;
  let binding!: Binding;
  if (kind === "primitive") {
    const onSetup = (made: WorkflowStreamStore): void => void (binding = bindingOf(made));
    app = put(Primitive, { target, props: { options, onSetup, onRender } });
  } else {
    const component = put(Component, {
      target,
      props: { options, isMarkdown: kind === "markdown", onRender },
    });
    app = component;
    await written();
    const { stream, start, retry, stop } = component.exposed();
    const made = createWorkflowStream(stream as WorkflowStream);
    binding = { ...bindingOf(made), methods: { start, retry, stop } };
  }
  await written();
  return {
    ...binding,
    container: target,
    warnings,
    html: () => target.innerHTML,
    renders: () => renders,
    settle: written,
    async update(changed) {
      options.set(changed);
      await written();
    },
    async unmount() {
      if (!target.isConnected) return;
      await unmount(app);
      target.remove();
    },
  };
};

/** Resolves when what is due is written. Svelte's own `tick` waits for a frame and a timer in its asynchronous mode: a scenario may hold both. */
async function written(): Promise<void> {
  await Promise.resolve();
  flushSync();
}

/** Reads the snapshot by the getters, of all the fields that the store has. */
function bindingOf(made: WorkflowStreamStore): Binding {
  const names = Object.keys(get(made)) as (keyof Snapshot)[];
  const snapshot = (): Snapshot =>
    Object.fromEntries(names.map((name) => [name, made[name]])) as unknown as Snapshot;
  return { stream: made.stream, methods: made, snapshot };
}

/** What Svelte prints from now on. */
function watchConsole(): string[] {
  const printed: string[] = [];
  for (const name of ["warn", "error"] as const)
    vi.spyOn(console, name).mockImplementation((...args) => void printed.push(args.join(" ")));
  return printed;
}
