/** Something that is wrong with the command line or with what it names. Its message is all that the user is shown. */
export class CliError extends Error {
  override readonly name = "CliError";
  /** 1, or 2 for a command line that can't be understood. */
  readonly exitCode: 1 | 2;

  constructor(message: string, options: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}

/** What was thrown, in one line. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const first = thrown.message.split("\n").find((line) => line.trim() !== "");
  return first?.trim() ?? codeOf(thrown) ?? thrown.name;
}

/** The code of an error of Node, such as `EADDRINUSE`. */
export function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error && "code" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}
