import type { RequestContext, Token } from "@workflow-stream/core";
import { givenPace, givenWorkflow, isImmediate } from "./address.ts";
import { fetchUsedToken } from "./backend.ts";

/** A run that the visitor asks for: the options of its stream, and its inputs. */
export interface RunRequest {
  readonly options: {
    readonly workflowId: string;
    readonly baseUrl?: string;
    readonly token?: (context: RequestContext) => Promise<Token>;
    readonly retries?: number;
    readonly immediate?: boolean;
    readonly inputs?: Inputs;
  };
  readonly inputs: Inputs;
}

type Inputs = Record<string, unknown>;

/** Topics that `explain` has an article about. */
export const topics: readonly string[] = [
  "Apple Vision Pro",
  "Black Holes",
  "Espresso",
  "Jazz",
  "Tides",
  "UTF-8",
];

const firstInputs = { topic: topics[0], ...givenPace };

/** What is asked for before the visitor has chosen. */
export const firstRequest: RunRequest = {
  options: {
    workflowId: givenWorkflow,
    ...(isImmediate && { immediate: true, inputs: firstInputs }),
  },
  inputs: firstInputs,
};

/** Runs that fail on purpose, by what is wrong with them. */
export const troubles: Readonly<Record<string, RunRequest>> = {
  "A token that was used before": {
    options: { workflowId: "explain", token: fetchUsedToken },
    inputs: { topic: "token" },
  },
  "A workflow that does not exist": requestOf("no-such-workflow"),
  "A workflow that fails midway": requestOf("breaks-off"),
  "Too many runs at a time": {
    options: { workflowId: "explain", baseUrl: "/api/demo/busy", retries: 0 },
    inputs: { topic: "token" },
  },
  "An answer without a word in it": requestOf("says-nothing"),
};

/** The request of a workflow of this server. */
export function requestOf(workflowId: string, inputs: Inputs = {}): RunRequest {
  return { options: { workflowId }, inputs };
}

declare global {
  interface HTMLElementEventMap {
    run: CustomEvent<RunRequest>;
  }
}

/** Tells whoever listens for `run` on the element what the visitor asks for. */
export function askFor(element: HTMLElement, request: RunRequest): void {
  element.dispatchEvent(new CustomEvent("run", { detail: request }));
  // on a small screen the answer is further down
  document.querySelector(".answer")?.scrollIntoView({ block: "nearest" });
}
