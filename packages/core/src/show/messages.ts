/** The sentences of `<StreamingText>`, to be seen and to be heard. */
export interface WorkflowStreamMessages {
  /** Heard when a text is whole. Default "The text is complete." */
  readonly complete: string;
  /** Heard when a run was stopped, and seen where the server stopped it: beside the text, or in its place. Default "Stopped." */
  readonly stopped: string;
  /** A limit or a filter ended the text. Default "The text was cut short." */
  readonly cutShort: string;
  /** A run failed after its text had begun. Default "The text broke off." */
  readonly interrupted: string;
  /** A run failed before its text had begun. Default "The text could not be loaded." */
  readonly failed: string;
}

/** Which of the sentences. */
export type MessageName = keyof WorkflowStreamMessages;

const MESSAGES: WorkflowStreamMessages = {
  complete: "The text is complete.",
  stopped: "Stopped.",
  cutShort: "The text was cut short.",
  interrupted: "The text broke off.",
  failed: "The text could not be loaded.",
};

/** A sentence as it is given, or in English; `''` for none. */
export function messageOf(
  name: MessageName | undefined,
  given: Partial<WorkflowStreamMessages> | undefined,
): string {
  return name ? (given?.[name] ?? MESSAGES[name]) : "";
}
