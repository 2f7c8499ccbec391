/** Why a text ended: as it should, at a limit of tokens, by a filter, or for what is none of these, such as a tool's call. */
export type FinishReason = "stop" | "length" | "content-filter" | "other";

/** What a run took of the model, in tokens, as far as the server says. */
export interface Usage {
  /** Those of the prompt. */
  readonly inputTokens?: number | undefined;
  /** Those of the answer, with its reasoning. */
  readonly outputTokens?: number | undefined;
  /** All of them, as the server counts. */
  readonly totalTokens?: number | undefined;
  /** Of the `outputTokens`, those of the reasoning. */
  readonly reasoningTokens?: number | undefined;
}

/** What the text draws on. */
export interface Source {
  /** The server's name for it: of two with one id the first counts. */
  readonly id: string;
  /** Always `http:` or `https:`. */
  readonly url?: string | undefined;
  /** What it is called. */
  readonly title?: string | undefined;
}

/** A value that a server sends beside the text, under a name. */
export interface NamedData {
  readonly name: string;
  readonly value: unknown;
  /** It is for those who hear it now, and is not kept. Default `false`. */
  readonly transient?: boolean | undefined;
}

/** How a text ended, and what it took. */
export interface Finish {
  /** `undefined` where the server gives no reason. */
  readonly finishReason?: FinishReason | undefined;
  /** What the run took of the model, where the server says so. */
  readonly usage?: Usage | undefined;
}

/** What stands beside the text: a piece of the reasoning, a source, a value, and how it ended. */
export type Part =
  | { readonly type: "reasoning"; readonly text: string }
  | ({ readonly type: "source" } & Source)
  | ({ readonly type: "data" } & NamedData)
  | ({ readonly type: "finish" } & Finish);
