import type { AnyWorkflowStream } from "@workflow-stream/core";
import type { RunRequest } from "../src/requests.ts";

/** The elements that look on at a stream. */
export type StreamElementName =
  | "cut-control"
  | "frame-meter"
  | "run-facts"
  | "run-form"
  | "run-seams"
  | "run-sources"
  | "run-state"
  | "run-thoughts"
  | "run-timeline";

/** The elements that tell by a `run` event what the visitor asks for. */
export type RequestElementName = "run-form" | "run-troubles";

/** What an element that looks on at a stream is given. */
export interface StreamElementProps {
  stream: AnyWorkflowStream;
}

/** What hears a `run` event. */
export type RunListener = (event: CustomEvent<RunRequest>) => void;
