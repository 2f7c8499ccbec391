import { InvalidOutputError } from "./invalidOutput.ts";

const FINISH_REASONS = ["stop", "length", "content-filter", "other"] as const;
/** What the AI SDK says beside these. */
const OTHER_REASONS = ["tool-calls", "error", "interrupted", "unknown"] as const;

/** How the text of a run that is done ended: `length`, at a limit of the model; `content-filter`, withheld from there on. */
export type FinishReason = (typeof FINISH_REASONS)[number];

/** What a workflow may return once it has yielded everything. */
export interface WorkflowEnd {
  /** How its text ended. Any other reason that the AI SDK knows is taken for `other`. Default: nobody is told. */
  readonly finishReason?: FinishReason | (typeof OTHER_REASONS)[number] | undefined;
}

/**
 * The finish reason in what a workflow returned; anything but an object that has one says nothing.
 * @throws InvalidOutputError when it is none of those known.
 */
export function readFinishReason(returned: unknown): FinishReason | undefined {
  if (typeof returned !== "object" || returned === null) return undefined;
  if (!("finishReason" in returned) || returned.finishReason === undefined) return undefined;
  const { finishReason } = returned;
  const known = FINISH_REASONS.find((reason) => reason === finishReason);
  if (known) return known;
  if (OTHER_REASONS.some((reason) => reason === finishReason)) return "other";
  throw new InvalidOutputError(`a finishReason must be one of ${FINISH_REASONS.join(", ")}`);
}
