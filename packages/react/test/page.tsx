import type { ScriptedRun, ScriptedServer } from "@workflow-stream/conformance";
import type { ReactElement } from "react";
import { expect } from "vitest";
import { StreamingText, type StreamingTextProps } from "../src/index.ts";

/** The text that a `<StreamingText>` shows. */
export function text(page: Element): string | undefined {
  return page.querySelector("[data-text]")?.textContent;
}

/** A copy of what stands in the root beside the text and the announcer: the spinner, the fallback. */
export function besideText(page: Element): Element {
  const copy = page.querySelector("[data-status]")!.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll("[data-text], [role=status]")) part.remove();
  return copy;
}

/** The status that a page shows. */
export function status(page: Element): string | undefined {
  return page.querySelector<HTMLElement>("[data-status]")?.dataset["status"];
}

/** Waits until a server has begun a run. */
export async function firstRun(server: ScriptedServer): Promise<ScriptedRun> {
  await expect.poll(() => server.runs.length).toBe(1);
  return server.runs[0]!;
}

/** A `<StreamingText>` that shows a workflow of a server, its spinner at once. */
export function explain(
  { fetch, token }: ScriptedServer,
  props: Partial<Omit<StreamingTextProps, "url" | "workflowId" | "baseUrl" | "stream">> = {},
): ReactElement {
  return (
    <StreamingText
      workflowId="explain"
      token={token}
      spinnerDelayMs={0}
      options={{ fetch }}
      {...props}
    />
  );
}

/** Lets the first run of a server fail, and waits until a page shows that. */
export async function failFirstRun(server: ScriptedServer, page: Element): Promise<void> {
  (await firstRun(server)).fail("no more");
  await expect.poll(() => status(page)).toBe("error");
}
