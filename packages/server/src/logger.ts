import type { HookResult } from "./hooks.ts";
import { InvalidOutputError } from "./invalidOutput.ts";
import { MisconfiguredError } from "./misconfigured.ts";
import { isInstance, memberOf, textOf } from "./thrown.ts";

/** What the server logs to: pino and its like, or `console`. */
export interface Logger {
  info(fields: object, message: string): HookResult;
  warn(fields: object, message: string): HookResult;
  error(fields: object, message: string): HookResult;
}

/** What is logged of something thrown. */
export interface ErrorFields {
  readonly name: string;
  /** Such as `ECONNREFUSED`. */
  readonly code?: string;
  /** Only where it is the server's own, about what a workflow yielded or how the server is set up. */
  readonly message?: string;
  /** Where it was made, one line for each frame. */
  readonly at: readonly string[];
  readonly cause?: ErrorFields;
}

const MAX_FRAMES = 8;
const MAX_CAUSES = 3;

/** Describes something thrown without its message, which may quote inputs, texts or keys. */
export function errorFields(thrown: unknown, causes: number = MAX_CAUSES): ErrorFields {
  if (!isInstance(thrown, Error)) return { name: typeof thrown, at: [] };
  const code = textOf(thrown, "code");
  const cause = memberOf(thrown, "cause");
  return {
    name: textOf(thrown, "name") ?? "Error",
    ...(code !== undefined && { code }),
    ...(isOwn(thrown) && { message: thrown.message }),
    at: frames(textOf(thrown, "stack") ?? "", textOf(thrown, "message") ?? ""),
    ...(cause !== undefined && causes > 0 && { cause: errorFields(cause, causes - 1) }),
  };
}

/** Whether its message is the server's own, which quotes nothing. */
function isOwn(thrown: Error): boolean {
  return isInstance(thrown, InvalidOutputError) || isInstance(thrown, MisconfiguredError);
}

function frames(stack: string, message: string): string[] {
  // A stack begins with the message, which may have lines that look like frames.
  const begin = stack.includes(message) ? stack.indexOf(message) + message.length : 0;
  const lines = stack
    .slice(begin)
    .split("\n")
    .map((line) => line.trim());
  return lines.filter((line) => /^at .*:\d+:\d+\)?$/.test(line)).slice(0, MAX_FRAMES);
}
