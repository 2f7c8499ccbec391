import { describe, expect, it } from "vitest";
import { ndjson, ollama } from "../../src/formats/index.ts";
import { readText } from "../../src/index.ts";
import type { Format } from "../../src/formats/format.ts";
import { bytesOf } from "../support/bytes.ts";
import { bodyOf, collect, responseOf } from "../support/responses.ts";
import { custom } from "../tables/transcripts/custom.ts";
import { type Transcript, transcripts } from "../tables/transcripts.ts";

/** Those whose format says that the text has ended, and whose text then ended well. */
const complete = transcripts.filter(({ format, type, error }) =>
  error ? false : typeof format === "object" ? format.terminal : type.startsWith("text/event-"),
);

/** Whether another text may follow in the body: `[DONE]` ends all, and so do the ends of the custom formats. */
const mayGoOn = (transcript: Transcript): boolean =>
  !String(transcript.body).includes("[DONE]") && !custom.includes(transcript);

const endsOnce = ({ endsOften = false }: Transcript): boolean => !endsOften;

/** Whether the first event of the body says that a text begins. */
const saysBegin = ({ body }: Transcript): boolean =>
  ["message_start", "response.created", "RUN_STARTED", '"start"'].some((type) =>
    String(body).split("\n\n", 1)[0]!.includes(type),
  );

type Body = Parameters<typeof bodyOf>;

async function read({ format, type, headers }: Partial<Transcript>, ...body: Body) {
  const response = responseOf(bodyOf(...body), type, { headers });
  const { items, error } = await collect(readText(response, { format }));
  return { text: items.join(""), error };
}

describe.each(complete.filter(endsOnce))("$name", (transcript) => {
  const bytes = bytesOf(transcript.body);
  const { text } = transcript;

  it("is interrupted wherever the body is cut before the text had ended", async () => {
    let isOver = false;
    for (let length = 1; length <= bytes.length; length++) {
      const cut = await read(transcript, [bytes.subarray(0, length)]);
      isOver ||= cut.error === undefined;
      if (isOver) expect(cut, `${length} bytes`).toEqual({ text, error: undefined });
      else expect(cut.error, `${length} bytes`).toMatchObject({ code: "interrupted" });
      expect(text.startsWith(cut.text), `${length} bytes`).toBe(true);
    }
    expect(isOver).toBe(true);
  });
});

describe.each(complete)("$name", (transcript) => {
  const { text } = transcript;

  it("ends normally when nothing came at all", async () => {
    expect(await read(transcript, [])).toEqual({ text: "", error: undefined });
    expect(await read(transcript, ["", ""])).toEqual({ text: "", error: undefined });
  });

  it("minds no break after its end", async () => {
    const breaksWith = new TypeError("reset");
    const chunks = [`${transcript.body}\n`];
    expect(await read(transcript, chunks, { breaksWith })).toEqual({ text, error: undefined });
  });
});

describe.each(complete.filter((transcript) => !mayGoOn(transcript)))("$name", (transcript) => {
  const { body, text } = transcript;

  it("delivers nothing after its end", async () => {
    for (const chunks of [[body, "\n\n", body], [`${body}\n\n${body}\n\n`]])
      expect(await read(transcript, chunks)).toEqual({ text, error: undefined });
  });

  it("needs no end of the body", async () => {
    const chunks = [`${body}\n`];
    expect(await read(transcript, chunks, { staysOpen: true })).toEqual({ text, error: undefined });
  });
});

describe.each(complete.filter(mayGoOn).filter(endsOnce))("$name", (transcript) => {
  const { body, text } = transcript;
  const bytes = bytesOf(body);

  it("may go on after its end, and must end again then", async () => {
    let isOver = false;
    for (let length = 1; length <= bytes.length; length++) {
      const cut = await read(transcript, [body, "\n", bytes.subarray(0, length)]);
      isOver ||= cut.text === text + text && cut.error === undefined;
      if (isOver) expect(cut, `${length} bytes`).toEqual({ text: text + text, error: undefined });
      else if (cut.text !== text)
        expect(cut.error, `${length} bytes`).toMatchObject({ code: "interrupted" });
      expect((text + text).startsWith(cut.text), `${length} bytes`).toBe(true);
    }
    expect(isOver).toBe(true);
  });
});

describe.each(complete.filter(mayGoOn).filter(saysBegin))("$name", (transcript) => {
  const { body, text } = transcript;

  it("has not ended where another text has begun, though nothing of it came", async () => {
    const [begun] = String(body).split("\n\n");
    expect(await read(transcript, [body, `${begun}\n\n`])).toMatchObject({
      text,
      error: { code: "interrupted" },
    });
  });
});

describe("a body that breaks off", () => {
  it("is an interruption that keeps its cause, after the text that came", async () => {
    const breaksWith = new TypeError("reset");
    const { text, error } = await read({ type: "text/plain" }, ["half ", "a text"], { breaksWith });
    expect(text).toBe("half a text");
    expect(error).toMatchObject({ code: "interrupted", phase: "body", cause: breaksWith });
    expect(error).toMatchObject({ retryable: true, partialText: "half a text" });
  });

  it("shows no character that the break has cut", async () => {
    const breaksWith = new TypeError("reset");
    const chunks = ["ok ", Uint8Array.of(0xf0, 0x9f)];
    expect((await read({ type: "text/plain" }, chunks, { breaksWith })).text).toBe("ok ");
  });

  it.each([
    ["ollama", ollama, '{"response":"a","done":false}\n{"respon'],
    ["ndjson that has no end", ndjson((line) => (line as { t: string }).t), '{"t":"a"}\n{"t'],
    ["ndjson", ndjson((line) => (line as { t: string }).t, { terminal: true }), '{"t":"a"}\n{"t'],
  ])("inside a line of %s is an interruption", async (_, format: Format, body) => {
    const { text, error } = await read({ format, type: "application/x-ndjson" }, [body]);
    expect(text).toBe("a");
    expect(error).toMatchObject({ code: "interrupted" });
  });
});

describe("a chunk", () => {
  it("is one delta, whatever the number of its events", async () => {
    const event = (delta: string): string => `data: {"type":"text-delta","delta":"${delta}"}\n\n`;
    const chunks = [event("a") + event("b"), ": hb\n\n", event("c"), "data: [DONE]\n\n"];
    const response = responseOf(bodyOf(chunks), "text/event-stream");
    expect(await collect(readText(response))).toEqual({ items: ["ab", "c"], error: undefined });
  });

  it("delivers its text before its error", async () => {
    const failed = transcripts.filter(({ error }) => error?.code === "workflow_failed");
    for (const transcript of failed)
      expect(await read(transcript, [transcript.body]), transcript.name).toMatchObject({
        text: transcript.text,
        error: { code: "workflow_failed", phase: "body", partialText: transcript.text },
      });
  });

  it("delivers its text before an event that is not of the format", async () => {
    const body = ['data: {"type":"text-delta","delta":"a"}\n\ndata: {"cut\n\n'];
    const { text, error } = await read({ type: "text/event-stream" }, body);
    expect(text).toBe("a");
    expect(error).toMatchObject({ code: "format", phase: "body", cause: expect.any(SyntaxError) });
  });
});

it("leaving the loop closes the connection", async () => {
  let cancelled = false;
  const body = bodyOf(["a", "b"], { onCancel: () => (cancelled = true) });
  for await (const delta of readText(responseOf(body))) {
    expect(delta).toBe("a");
    break;
  }
  expect(cancelled).toBe(true);
});

it("a response without a body has no text", async () => {
  const { items, error } = await collect(readText(new Response(null, { status: 204 })));
  expect(items).toEqual([]);
  expect(error).toBeUndefined();
});

it.each([
  ["a character", Uint8Array.of(0xe6, 0xb0)],
  ["a line", "data: {"],
])("a faulty event is no interruption where its chunk ends within %s", async (_, cut) => {
  const chunk = new Uint8Array([...bytesOf("data: {faulty\n\n"), ...bytesOf(cut)]);
  const { error } = await read({ type: "text/event-stream" }, [chunk]);
  expect(error).toMatchObject({ code: "format" });
});
