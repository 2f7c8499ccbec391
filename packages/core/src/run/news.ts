import type { Finish, Part } from "../parts.ts";

/** What a run tells of itself while it is on. */
export type News =
  /** A request begins; `attempt` counts those of this run, from 1. */
  | { readonly kind: "request"; readonly attempt: number }
  /** Its token is there, and it goes out. */
  | { readonly kind: "sent" }
  /** A stream came in answer, of the run that the server named. */
  | { readonly kind: "opened"; readonly runId: string | undefined }
  /** What one chunk added to the text. */
  | { readonly kind: "text"; readonly delta: string }
  /** The parts that one chunk brought. */
  | { readonly kind: "parts"; readonly parts: readonly Part[] }
  /** It has ended, and the server said how. */
  | { readonly kind: "finish"; readonly finish: Finish }
  /** The run broke off, and is looked for. */
  | { readonly kind: "broke-off" };
