import { renderMarkdown } from "@workflow-stream/markdown";
import { expect } from "vitest";
import type { Mounted, MountInit, MountOptions } from "./harness.ts";

/** A mounted binding, with what scenarios ask of it most. */
export interface Scene extends Omit<Mounted, "update"> {
  readonly kind: MountInit["kind"];
  /** The text in the page. */
  text(): string;
  /** All that can be read within the root: the text, a spinner's or a fallback's words, but no announcement. */
  content(): string;
  /** The status in the page. */
  status(): string | undefined;
  /** The statuses the page has shown, in their order. */
  readonly statuses: readonly string[];
  /** The element that carries status and class. */
  root(): HTMLElement;
  /** The element that holds the text, or what renders it, and says whether more is to come. */
  textHolder(): HTMLElement;
  /** The part of the page that a screen reader hears. */
  announcer(): HTMLElement;
  /** What is to be read in the page of a text. */
  read(text: string): string;
  /** Waits until the page shows a text and, if given, a status. */
  shows(text: string, status?: string): Promise<void>;
  /** Waits until the page shows a status. */
  reaches(status: string): Promise<void>;
  /** Changes some of the options. */
  update(changed: MountOptions): Promise<void>;
}

/** How often a condition is looked at, and how long apart in ms; only a failing test looks that often. */
const LOOKS = 1000;
const LOOK_EVERY_MS = 5;

const { setTimeout } = globalThis;

/** Waits until a value is what it should be, also while the clock is held. */
export async function eventually<T>(read: () => T, expected: T): Promise<void> {
  for (let look = 0; look < LOOKS && !isEqual(read(), expected); look++) await wait(LOOK_EVERY_MS);
  expect(read()).toEqual(expected);
}

/** What is to be read of a text that is shown as Markdown. */
function readMarkdown(text: string): string {
  const element = document.createElement("div");
  element.innerHTML = renderMarkdown(text);
  return element.textContent;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function isEqual(value: unknown, expected: unknown): boolean {
  return value === expected || JSON.stringify(value) === JSON.stringify(expected);
}

/** Watches a mounted binding. */
export function createScene(
  mounted: Mounted,
  kind: MountInit["kind"],
  options: MountOptions,
): Scene {
  const { container } = mounted;
  const root = (): HTMLElement | null => container.querySelector<HTMLElement>("[data-status]");
  const text = (): string => (root()?.querySelector("[data-text], b") ?? root())?.textContent ?? "";
  const status = (): string | undefined => root()?.dataset["status"];
  const read = kind === "markdown" ? readMarkdown : (text: string): string => text;
  const statuses = [status()!];
  const note = (): void => {
    const now = status();
    if (now && now !== statuses.at(-1)) statuses.push(now);
  };
  const watch = { attributeFilter: ["data-status"], attributes: true, subtree: true };
  new MutationObserver(note).observe(container, watch);
  return {
    ...mounted,
    kind,
    text,
    content() {
      const copy = root()!.cloneNode(true) as HTMLElement;
      copy.querySelector("[role=status]")?.remove();
      return copy.textContent;
    },
    textHolder: () => root()!.firstElementChild as HTMLElement,
    read,
    status,
    statuses,
    root: () => root()!,
    announcer: () => container.querySelector("[role=status]")!,
    async shows(expected, inStatus) {
      await eventually(text, read(expected));
      if (inStatus) await eventually<unknown>(status, inStatus);
    },
    reaches: (expected) => eventually<unknown>(status, expected),
    async update(changed) {
      await mounted.update({ ...options, ...changed } as MountOptions);
      // effects may come in a task of their own
      await wait(0);
    },
  };
}
