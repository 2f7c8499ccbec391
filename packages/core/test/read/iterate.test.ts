import { describe, expect, it } from "vitest";
import { readEvents, readText } from "../../src/index.ts";
import { bytesOf } from "../support/bytes.ts";
import { bodyOf, pushedBody, responseOf, settle } from "../support/responses.ts";

const EVENTS = "text/event-stream";
const REASON = new Error("Enough");

/** A body that says whether it was left, and never by itself ends. */
function openBody(...chunks: string[]): {
  body: ReadableStream<Uint8Array>;
  push: (chunk: string) => void;
  isLeft: () => boolean;
} {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let isLeft = false;
  const body = new ReadableStream<Uint8Array>({
    start: (given) => void (controller = given),
    cancel: () => void (isLeft = true),
  });
  const push = (chunk: string): void => controller.enqueue(bytesOf(chunk));
  chunks.forEach(push);
  return { body, push, isLeft: () => isLeft };
}

type Reading = AsyncIterableIterator<unknown, unknown>;

const readers: [string, (body: ReadableStream<Uint8Array>) => Reading][] = [
  ["readEvents", (body) => readEvents(body)],
  ["readText, events", (body) => readText(responseOf(body, EVENTS))],
  ["readText, plain", (body) => readText(responseOf(body))],
  ["readText, a refusal", (body) => readText(responseOf(body, "", { status: 500 }))],
];

describe.each(readers)("%s", (_, read) => {
  it("is left at once while it waits", async () => {
    const { body, isLeft } = openBody();
    const reading = read(body);
    const waiting = reading.next();
    await settle();
    const left = reading.return!();
    expect(isLeft()).toBe(true);
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(await left).toEqual({ value: undefined, done: true });
    expect(await reading.next()).toEqual({ value: undefined, done: true });
  });

  it("is left by its first call, before anything was opened", async () => {
    const { body, isLeft } = openBody();
    const reading = read(body);
    expect(await reading.return!()).toEqual({ value: undefined, done: true });
    expect(isLeft()).toBe(true);
    expect(await reading.next()).toEqual({ value: undefined, done: true });
  });

  it("ends all calls that wait", async () => {
    const reading = read(openBody().body);
    const waiting = [reading.next(), reading.next(), reading.next()];
    await settle();
    await reading.return!();
    for (const call of waiting) expect(await call).toEqual({ value: undefined, done: true });
  });

  it("closes the connection when it is thrown at, and throws that", async () => {
    const { body, isLeft } = openBody();
    const reading = read(body);
    const waiting = reading.next();
    await settle();
    const thrown = reading.throw!(REASON);
    expect(isLeft()).toBe(true);
    await expect(thrown).rejects.toBe(REASON);
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(await reading.next()).toEqual({ value: undefined, done: true });
  });

  it("throws what it is thrown before it began, and after it ended", async () => {
    const reading = read(openBody().body);
    await expect(reading.throw!(REASON)).rejects.toBe(REASON);
    await expect(reading.throw!(REASON)).rejects.toBe(REASON);
  });

  it("may be left twice", async () => {
    const reading = read(openBody().body);
    void reading.next();
    expect(await Promise.all([reading.return!(), reading.return!()])).toEqual([
      { value: undefined, done: true },
      { value: undefined, done: true },
    ]);
  });

  it("is left by the stream that is made of it", async () => {
    const { body, isLeft } = openBody();
    const reading = read(body);
    const stream = new ReadableStream({
      async pull(controller) {
        const { value, done } = await reading.next();
        if (!done) controller.enqueue(value);
      },
      cancel: () => reading.return!().then(() => {}),
    });
    const reader = stream.getReader();
    void reader.read();
    await settle();
    await reader.cancel();
    expect(isLeft()).toBe(true);
  });
});

describe.each(readers.slice(0, 3))("%s, after its first item", (_, read) => {
  const ITEM = 'data: {"type":"text-delta","delta":"a"}\n\n';

  it("is left", async () => {
    const { body, isLeft } = openBody(ITEM);
    const reading = read(body);
    expect(await reading.next()).toMatchObject({ done: false });
    const left = reading.return!();
    expect(isLeft()).toBe(true);
    expect(await left).toEqual({ value: undefined, done: true });
  });

  it("throws what it is thrown", async () => {
    const { body, isLeft } = openBody(ITEM);
    const reading = read(body);
    await reading.next();
    await expect(reading.throw!(REASON)).rejects.toBe(REASON);
    expect(isLeft()).toBe(true);
    expect(await reading.next()).toEqual({ value: undefined, done: true });
  });
});

describe("readEvents", () => {
  it("answers calls in their order, however the events come", async () => {
    const { body, push } = pushedBody();
    const reading = readEvents(body);
    const calls = [reading.next(), reading.next()];
    const order: number[] = [];
    calls.push(calls[0]!.then(() => reading.next()));
    calls.forEach((call, index) => void call.then(() => order.push(index)));
    push("data: a\n\ndata: b\n\n");
    push("data: c\n\n");
    const data = (await Promise.all(calls)).map(({ value }) => value?.data);
    expect(data).toEqual(["a", "b", "c"]);
    expect(order).toEqual([0, 1, 2]);
  });

  it("gives calls that wait all events of the last read", async () => {
    const { body, push, close } = pushedBody();
    const reading = readEvents(body);
    const calls = [reading.next(), reading.next(), reading.next()];
    push("data: a\n\ndata: b\n\n");
    close();
    const data = (await Promise.all(calls)).map(({ value }) => value?.data);
    expect(data).toEqual(["a", "b", undefined]);
  });

  it("gives nothing after it is left, though more was read", async () => {
    const reading = readEvents(bodyOf(["data: a\n\ndata: b\n\n"]));
    await reading.next();
    await reading.return!();
    expect(await reading.next()).toEqual({ value: undefined, done: true });
  });

  it("ends after a break", async () => {
    const reading = readEvents(bodyOf(["data: a\n\n"], { breaksWith: new TypeError("reset") }));
    const calls = [reading.next(), reading.next(), reading.next()];
    const settled = await Promise.allSettled(calls);
    expect(settled).toMatchObject([
      { value: { value: { data: "a" } } },
      { reason: { code: "interrupted" } },
      { value: { done: true } },
    ]);
  });
});
