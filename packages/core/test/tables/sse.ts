import type { StreamEvent } from "../../src/formats/format.ts";
import { bytesOf, hex, join } from "../support/bytes.ts";

/** A stream that ends, and the events in it. */
export interface SseCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly events: readonly StreamEvent[];
}

const message = (data: string, id = ""): StreamEvent => ({ event: "message", data, id });
const named = (event: string, data: string, id = ""): StreamEvent => ({ event, data, id });

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
export const sseCases: readonly SseCase[] = (
  [
    ["nothing", "", []],
    ["blank lines alone", "\n\r\n\r\r\n\n", []],
    ["one event", "data: x\n\n", [message("x")]],
    ["two events", "data: a\n\ndata: b\n\n", [message("a"), message("b")]],
    ["blank lines between", "data: a\n\n\n\ndata: b\n\n", [message("a"), message("b")]],
    ["text of all lengths", "data: aé€😀\n\n", [message("aé€😀")]],

    ["no space after the colon", "data:x\n\n", [message("x")]],
    ["one space is dropped, no more", "data:  x \n\n", [message(" x ")]],
    ["a tab is data", "data:\tx\n\n", [message("\tx")]],
    ["colons in the data", "data: a: b:c\n\n", [message("a: b:c")]],
    ["data of several lines", "data: a\ndata: b\n\n", [message("a\nb")]],
    ["empty line of data between", "data: a\ndata\ndata: b\n\n", [message("a\n\nb")]],
    ["empty data", "data:\n\n", [message("")]],
    ["empty data without a colon", "data\n\n", [message("")]],
    ["two empty lines of data", "data\ndata:\n\n", [message("\n")]],
    ["NUL in the data", "data: a\0b\n\n", [message("a\0b")]],
    ["what other texts break lines at", "data: \v\f\x85\u2028\n\n", [message("\v\f\x85\u2028")]],

    ["name", "event: add\ndata: x\n\n", [named("add", "x")]],
    ["name after the data", "data: x\nevent: add\n\n", [named("add", "x")]],
    ["the last name counts", "event: a\nevent: b c\ndata: x\n\n", [named("b c", "x")]],
    ["an empty name is none", "event: a\nevent:\ndata: x\n\n", [message("x")]],
    [
      "a name is for one event",
      "event: a\ndata: x\n\ndata: y\n\n",
      [named("a", "x"), message("y")],
    ],
    ["a name without data", "event: a\n\ndata: y\n\n", [message("y")]],

    ["comment", ": c\ndata: x\n:\n:d\n\n", [message("x")]],
    ["comment inside the data", "data: a\n: c\ndata: b\n\n", [message("a\nb")]],
    ["comments alone", ": hb\n\n: hb\n\n", []],
    ["unknown fields", "foo: a\nbar\ndata: x\ndatum: y\n\n", [message("x")]],
    ["names are case-sensitive", "Data: a\nDATA: b\n\n", []],
    ["space before the name", " data: x\n\n", []],
    ["space after the name", "data : x\n\n", []],
    ["retry is no event", "retry: 10\n\nretry: soon\ndata: x\n\n", [message("x")]],

    ["id", "id: 1\ndata: x\n\n", [message("x", "1")]],
    ["an id stays", "id: 1\ndata: x\n\ndata: y\n\n", [message("x", "1"), message("y", "1")]],
    ["the last id counts", "id: 1\ndata: x\nid: 2\n\n", [message("x", "2")]],
    ["an empty id ends it", "id: 1\ndata: x\n\nid\ndata: y\n\n", [message("x", "1"), message("y")]],
    ["an id without data counts", "id: 1\n\ndata: x\n\n", [message("x", "1")]],
    ["an id with NUL does not", "id: 1\nid: 2\0\ndata: x\n\n", [message("x", "1")]],
    ["an id is any text", "id: é 😀\ndata: x\n\n", [message("x", "é 😀")]],

    ["CRLF", "data: a\r\ndata: b\r\n\r\n", [message("a\nb")]],
    ["CR", "data: a\rdata: b\r\r", [message("a\nb")]],
    ["all line ends", "data: a\rdata: b\r\ndata: c\n\r", [message("a\nb\nc")]],
    ["LF CR is two line ends", "data: a\n\rdata: b\n\n", [message("a"), message("b")]],
    ["CR LF LF is two line ends", "data: a\r\n\ndata: b\r\n\n", [message("a"), message("b")]],

    ["no final blank line", "data: a\n\ndata: b\n", [message("a")]],
    ["no final line end", "data: a\n\ndata: b", [message("a")]],
    ["cut in the name", "data: a\n\ndat", [message("a")]],
    ["cut in a character", join("data: a\n\ndata: ", hex("f0 9f")), [message("a")]],

    ["byte order mark", "\uFEFFdata: x\n\n", [message("x")]],
    ["two marks", "\uFEFF\uFEFFdata: x\n\ndata: y\n\n", [message("y")]],
    ["mark at a later line", "\n\uFEFFdata: x\n\n", []],
    ["mark in the data", "data: \uFEFFx\n\n", [message("\uFEFFx")]],
    ["a mark's bytes as characters", "ï»¿data: x\n\ndata: y\n\n", [message("y")]],
    ["malformed data", join("data: ", hex("c3 28 80"), "\n\n"), [message("\uFFFD(\uFFFD")]],
    ["malformed line end", join("data: x", hex("e2 82"), "\n\n"), [message("x\uFFFD")]],
    ["malformed name", join("dat", hex("e1"), "a: x\n\ndata: y\n\n"), [message("y")]],
  ] satisfies [name: string, stream: string | Uint8Array, events: StreamEvent[]][]
).map(([name, stream, events]) => ({ name, bytes: bytesOf(stream), events }));

/** How many events are to be seen after each chunk: at least, and at most. */
export interface TimingCase {
  readonly name: string;
  readonly steps: readonly (readonly [chunk: Uint8Array, least: number, most: number])[];
}

/** An event is seen with the chunk that completes it; only where that ends in a CR may it be seen with the next. */
export const timingCases: readonly TimingCase[] = (
  [
    ["an event to a chunk", ["data: a\n\n", 1], ["data: b\n\n", 2]],
    ["two events in a chunk", ["data: a\n\ndata: b\n\n", 2]],
    ["the blank line comes alone", ["data: a\n", 0], ["\n", 1]],
    ["CRLF, an event to a chunk", ["data: a\r\n\r\n", 1], ["data: b\r\n\r\n", 2]],
    ["CR", ["data: a\r", 0], ["\r", 0, 1], ["data: b\r\r", 1, 2]],
    ["CRLF cut inside", ["data: a\r\n\r", 0, 1], ["\n", 1], ["data: b\r\n\r\n", 2]],
    ["CRLF cut inside twice", ["data: a\r", 0], ["\n\r", 0, 1], ["\n\r\n", 1]],
    ["the rest of the next event", ["data: a\n\ndata", 1], [": b\n", 1], ["\n", 2]],
    ["heartbeats", [": hb\n\n", 0], ["data: a\n\n", 1], [": hb\n\n", 1]],
    ["empty chunks", ["", 0], ["data: a\n\n", 1], ["", 1]],
    ["character cut inside", [join("data: ", hex("f0 9f")), 0], [hex("98 80 0a"), 0], ["\n", 1]],
    ["byte order mark cut inside", [hex("ef"), 0], [hex("bb bf"), 0], ["data: a\n\n", 1]],
  ] satisfies [
    name: string,
    ...steps: [chunk: string | Uint8Array, least: number, most?: number][],
  ][]
).map(([name, ...steps]) => ({
  name,
  steps: steps.map(([chunk, least, most = least]) => [bytesOf(chunk), least, most]),
}));
