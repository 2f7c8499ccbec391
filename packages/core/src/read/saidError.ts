import {
  ABANDONED,
  CONTENT_FILTER,
  type InputProblem,
  wordsOf,
  WorkflowStreamError,
  type WorkflowStreamErrorCode,
} from "../errors.ts";
import { firstStringOf, objectOf } from "./json.ts";

/** The longest message, and the longest code, that is taken from a server, in UTF-16 code units. */
const MAX_CHARS = 500;

interface SaidError {
  readonly message?: string | undefined;
  readonly serverCode?: string | undefined;
  readonly details?: readonly InputProblem[] | undefined;
}

/**
 * What a server says of an error: as a text, or as an object in the shapes of our protocol, ManagePrompt, the models' servers
 * and RFC 9457.
 */
export function parseError(said: unknown): SaidError {
  const outer = objectOf(said);
  const inner = objectOf(outer.error);
  const { detail, message, errorText, title, errors } = outer;
  return {
    message: firstStringOf(
      said,
      inner.message,
      outer.error,
      detail,
      message,
      errorText,
      title,
    )?.slice(0, MAX_CHARS),
    serverCode: firstStringOf(outer.code, inner.code, inner.type, inner.status)?.slice(
      0,
      MAX_CHARS,
    ),
    details: Array.isArray(errors) ? errors.map(toProblem) : undefined,
  };
}

function toProblem(said: unknown): InputProblem {
  const { pointer, detail = said } = objectOf(said);
  return { pointer: wordsOf(pointer) ?? "", detail: wordsOf(detail) ?? "" };
}

/** A run that failed midway, or was abandoned, as the stream or the server's status of it says. */
export function workflowFailed(error: unknown): WorkflowStreamError {
  const said = parseError(error);
  return new WorkflowStreamError(codeOf(said, "workflow_failed"), "body", said);
}

/** A run that a filter kept back before its first character. */
export function filtered(): WorkflowStreamError {
  return workflowFailed({ message: "A filter kept the text back", code: CONTENT_FILTER });
}

/** The code of what a server says of an error; a run that nobody read was interrupted. */
export function codeOf(
  { serverCode }: SaidError,
  code: WorkflowStreamErrorCode,
): WorkflowStreamErrorCode {
  return serverCode === ABANDONED ? "interrupted" : code;
}
