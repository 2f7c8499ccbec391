import { Problem, type InputIssue } from "./problem.ts";

const MAX_ISSUES = 20;
const MAX_ISSUE_CHARS = 200;
// Names of the caller's choosing may stand in an issue, and each of their characters may take six bytes.
const MAX_ISSUES_BYTES = 10_000;

const encoder = new TextEncoder();

/** The refusal of one input. */
export function invalidInput(pointer: string, detail: string): Problem {
  return invalidInputs([{ pointer, detail }]);
}

/** The refusal of inputs: it names the first 20 issues, and fewer where they are long, so that no answer is larger than what was asked. */
export function invalidInputs(issues: Iterable<InputIssue>): Problem {
  const errors = firstOf(issues);
  const [first] = errors;
  return new Problem("invalid_input", first ? sentence(first) : "The inputs are refused.", {
    extras: { errors },
  });
}

function firstOf(issues: Iterable<InputIssue>): InputIssue[] {
  const kept: InputIssue[] = [];
  let leftBytes = MAX_ISSUES_BYTES;
  for (const { pointer, detail } of issues) {
    const issue = { pointer: cut(pointer), detail: cut(detail) };
    leftBytes -= encoder.encode(JSON.stringify(issue)).length;
    if (leftBytes < 0 || kept.push(issue) === MAX_ISSUES) break;
  }
  return kept;
}

function sentence({ pointer, detail }: InputIssue): string {
  return pointer === "" ? detail : `${pointer}: ${detail}`;
}

function cut(text: string): string {
  return text.length <= MAX_ISSUE_CHARS ? text : `${text.slice(0, MAX_ISSUE_CHARS - 1)}…`;
}
