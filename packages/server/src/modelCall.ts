import type { Usage } from "./workflow.ts";

/** A call of a model, as it is made. It holds no prompt. */
export interface ModelCallStart {
  /** Such as `openai.chat`. */
  readonly provider: string;
  /** The model asked for. */
  readonly model: string;
  readonly maxOutputTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly seed?: number | undefined;
}

/** How a call of a model went. It holds no text. */
export interface ModelCallOutcome {
  /** Why the model ended, such as `stop`; absent when it did not come to an end. */
  readonly finishReason?: string;
  /** The model that answered. */
  readonly model?: string;
  /** The provider's id of the answer. */
  readonly responseId?: string;
  readonly usage?: Usage;
  /** A short code, when it failed. */
  readonly errorCode?: string;
}

/** Records one call of a model for the telemetry. */
export interface ModelCallRecord {
  /** Does some work of the call, so that requests made in it count as the call's. */
  within<Result>(work: () => Result): Result;
  /** The model has begun to answer. A second call does nothing. */
  firstChunk(): void;
  /** The call is over, also when nobody waits for it any more. */
  ended(outcome: ModelCallOutcome): void;
}

/** Records nothing of a model's call. */
export const NO_RECORD: ModelCallRecord = {
  within: (work) => work(),
  firstChunk: () => {},
  ended: () => {},
};
