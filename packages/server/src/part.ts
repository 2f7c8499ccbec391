import { InvalidOutputError } from "./invalidOutput.ts";

/** A piece of what a model thought before or while it wrote. */
export interface ReasoningPart {
  readonly type: "reasoning";
  readonly text: string;
}

/** Where something in the text comes from. */
export interface SourcePart {
  readonly type: "source";
  /** http or https. */
  readonly url: string;
  readonly title?: string | undefined;
}

/** Something for the page to show or to do; the latest value of a name stands for it. */
export interface DataPart {
  readonly type: "data";
  /** A letter, then at most 63 letters, digits, `_` or `-`. */
  readonly name: string;
  /** What `JSON.stringify` writes of it is sent, 64 KiB at most. */
  readonly value: unknown;
}

/** What a workflow may yield beside its text. */
export type Part = ReasoningPart | SourcePart | DataPart;

const DATA_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const MAX_JSON_BYTES = 64 * 1024;
const WEB_PROTOCOLS = new Set(["http:", "https:"]);

/**
 * The part that a workflow yielded, as it is at that moment.
 * @throws InvalidOutputError when it is none, or may not be sent.
 */
export function readPart(yielded: unknown): Part {
  if (typeof yielded !== "object" || yielded === null) {
    throw new InvalidOutputError(`a workflow must yield strings or parts, not ${kindOf(yielded)}`);
  }
  const members: Readonly<Record<string, unknown>> = { ...yielded };
  switch (members.type) {
    case "reasoning":
      return readReasoning(members);
    case "source":
      return readSource(members);
    case "data":
      return readData(members);
    default:
      throw new InvalidOutputError("the type of a part must be reasoning, source or data");
  }
}

/** What is kept of a part. */
export function encodePart(part: Part): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(part));
}

/** A part that was kept. */
export function decodePart(json: Uint8Array): Part {
  return JSON.parse(new TextDecoder().decode(json)) as Part;
}

function readReasoning({ text }: Readonly<Record<string, unknown>>): ReasoningPart {
  if (typeof text !== "string") {
    throw new InvalidOutputError("the text of reasoning must be a string");
  }
  return { type: "reasoning", text };
}

function readSource({ url, title }: Readonly<Record<string, unknown>>): SourcePart {
  if (typeof url !== "string" || !isWebAddress(url)) {
    throw new InvalidOutputError("the url of a source must be an http or https address");
  }
  if (title !== undefined && typeof title !== "string") {
    throw new InvalidOutputError("the title of a source must be a string");
  }
  const source: SourcePart = { type: "source", url, ...(title !== undefined && { title }) };
  checkSize("a source", JSON.stringify(source));
  return source;
}

function readData({ name, value }: Readonly<Record<string, unknown>>): DataPart {
  if (typeof name !== "string" || !DATA_NAME.test(name)) {
    throw new InvalidOutputError(
      "the name of data must be a letter, then at most 63 letters, digits, _ or -",
    );
  }
  const json = jsonOf(name, value);
  checkSize(`the data ${name}`, json);
  return { type: "data", name, value: JSON.parse(json) };
}

function jsonOf(name: string, value: unknown): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch (cause) {
    throw new InvalidOutputError(`the data ${name} is not JSON`, { cause });
  }
  if (json === undefined) throw new InvalidOutputError(`the data ${name} is not JSON`);
  return json;
}

function checkSize(what: string, json: string): void {
  const bytes = new TextEncoder().encode(json).length;
  if (bytes <= MAX_JSON_BYTES) return;
  throw new InvalidOutputError(`${what} has ${bytes} bytes of JSON: ${MAX_JSON_BYTES} are allowed`);
}

/** Whether a page may link to it. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && WEB_PROTOCOLS.has(new URL(url).protocol);
}

function kindOf(yielded: unknown): string {
  return yielded === undefined || yielded === null ? String(yielded) : `a ${typeof yielded}`;
}
