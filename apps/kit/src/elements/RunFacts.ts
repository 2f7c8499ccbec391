import type { AnyWorkflowStream, Snapshot } from "@workflow-stream/core";
import { fetchRecord } from "../backend.ts";
import { make, setText } from "../dom.ts";
import { byteLength, compare, count } from "../facts.ts";
import { traceOf } from "../traceOf.ts";
import { StreamElement } from "./StreamElement.ts";

const names = {
  bytes: "Bytes",
  requests: "Requests",
  breaks: "Breaks",
  tokens: "Tokens used",
  runs: "Runs",
} as const;

type Fact = keyof typeof names;

const nothingYet = "–";

/** `<run-facts>`: what a run took, and whether its text is the server's, byte for byte. */
export class RunFacts extends StreamElement {
  readonly #values = new Map<Fact, HTMLElement>();
  readonly #verdict = make("p", { class: "verdict" });
  /** The run that was compared last. */
  #comparedId: string | undefined;

  protected render(): void {
    const list = make("dl");
    for (const [fact, name] of Object.entries(names) as [Fact, string][]) {
      const value = make("dd", { "data-fact": fact });
      this.#values.set(fact, value);
      list.append(make("div", {}, make("dt", {}, name), value));
    }
    this.append(make("h2", {}, "What it took"), list, this.#verdict);
  }

  protected show(snapshot: Snapshot<unknown>, stream: AnyWorkflowStream): void {
    const { status, attempt, isLoading, runId, timing } = snapshot;
    const { marks } = traceOf(stream);
    const isIdle = status === "idle";
    this.#set("requests", isIdle ? nothingYet : count(attempt));
    const breaks = marks.filter(({ name }) => name === "lost").length;
    this.#set("breaks", isIdle ? nothingYet : count(breaks));
    if (!isLoading && !isIdle) return void this.#compare(snapshot, stream);

    this.#comparedId = undefined;
    this.#set("bytes", isIdle ? nothingYet : count(timing.chars ? byteLength(snapshot.text) : 0));
    this.#set("tokens", nothingYet);
    this.#set("runs", nothingYet);
    this.#say(isIdle || !runId ? "" : "Compared with the server’s record at the end.");
  }

  async #compare(snapshot: Snapshot<unknown>, stream: AnyWorkflowStream): Promise<void> {
    const { runId, timing } = snapshot;
    if (runId === undefined) return this.#say("No run began.");
    if (runId === this.#comparedId) return;
    this.#comparedId = runId;
    const shown = { ...snapshot, text: timing.chars ? snapshot.text : "" };
    try {
      const record = await fetchRecord(runId);
      if (stream.getSnapshot() !== snapshot) return;
      this.#set("bytes", `${count(byteLength(shown.text))} of ${count(record.bytes)}`);
      this.#set("tokens", count(record.tokens));
      this.#set("runs", count(record.runs));
      const { words, isGood } = compare(shown, record);
      const cost = record.runs === 1 && record.tokens === 1 ? " One run, one token." : "";
      this.#say(words + cost, isGood ? "good" : "bad");
    } catch {
      this.#say("The server’s record could not be read.");
    }
  }

  #set(fact: Fact, value: string): void {
    const element = this.#values.get(fact);
    if (element) setText(element, value);
  }

  #say(words: string, verdict = "none"): void {
    setText(this.#verdict, words);
    this.#verdict.dataset.verdict = verdict;
  }
}
