import { createScriptedServer, type ScriptedServer } from "@workflow-stream/testing";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import type { Snapshot } from "../../src/index.ts";
import type { RememberingPage } from "../support/pages.ts";
import { fault } from "../support/scenarios.ts";
import { openTabPages } from "../support/tabs.ts";
import { pass, useVirtualTime } from "../support/virtualTime.ts";

const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);
const numRuns = Number(process.env.PROPERTY_RUNS ?? 200);

useVirtualTime();

const TABS = ["one", "other", "third"] as const;

const tab = fc.constantFrom(...TABS);
const operation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("start" as const),
      tab,
      topic: fc.constantFrom("a", "b"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("wait" as const), tab, ms: fc.nat({ max: 400 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("reload" as const, "hide" as const, "show" as const, "stop" as const),
      tab,
    }),
  },
  fc.record({ do: fc.constantFrom("retry" as const, "reset" as const), tab }),
);

const scenario = fc.record({
  operations: fc.array(operation, { minLength: 1, maxLength: 14 }),
  faults: fc.array(fault, { maxLength: 6 }),
});

type ValueOf<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;
type Operation = ValueOf<typeof operation>;

const wholeText = (topic: unknown): string => String(topic).repeat(30);

/** Three tabs, each of which shows a page, or hides what it shows. */
function openBrowser(server: ScriptedServer, onSnapshot: (snapshot: Snapshot) => unknown): Browser {
  const openPageIn = openTabPages(server);
  const tabs = new Map<string, RememberingPage & { readonly release: () => void }>();
  const hidden = new Set<string>();

  function show(name: string, page: RememberingPage): void {
    hidden.delete(name);
    tabs.set(name, { ...page, release: page.stream.retain() });
    void page.stream.restore();
  }

  function open(name: string): void {
    const page = openPageIn(name, { inputs: { topic: "a" } });
    page.stream.subscribe(onSnapshot);
    show(name, page);
  }

  for (const name of TABS) open(name);
  return {
    shown: () => TABS.filter((name) => !hidden.has(name)).map((name) => tabs.get(name)!.stream),
    async act(step) {
      const page = tabs.get(step.tab)!;
      if (step.do === "wait") return pass(step.ms);
      if (step.do === "start") void page.stream.start({ topic: step.topic });
      else if (step.do === "show") show(step.tab, page);
      else if (step.do === "reload") {
        page.close();
        open(step.tab);
      } else if (step.do === "hide") {
        page.release();
        hidden.add(step.tab);
      } else void page.stream[step.do]();
      await pass(1);
    },
    close() {
      for (const { stream, close } of tabs.values()) {
        stream.stop();
        close();
      }
    },
  };
}

interface Browser {
  /** The streams that are shown. */
  shown(): RememberingPage["stream"][];
  act(step: Operation): Promise<void>;
  close(): void;
}

it(`whatever tabs do in whatever order, each run was asked for, and no text is mixed (seed ${seed})`, async () => {
  console.info(`PROPERTY_SEED=${seed}`);
  await fc.assert(fc.asyncProperty(scenario, holds), { seed, numRuns });
}, 120_000);

async function holds({ operations, faults }: ValueOf<typeof scenario>): Promise<void> {
  vi.stubGlobal("location", new URL("http://page.test/"));
  const warn = vi.spyOn(console, "warn");
  const server = createScriptedServer({
    deltas: ({ topic }) => wholeText(topic).match(/.{10}/g)!,
    chunkBytes: [40],
    gapMs: 10,
    faults,
  });
  const heard: Snapshot[] = [];
  const browser = openBrowser(server, (snapshot) => heard.push(snapshot));
  for (const step of operations) await browser.act(step);
  server.heal();
  await pass(120_000);
  for (const snapshot of heard) isSound(snapshot);
  for (const { getSnapshot } of browser.shown()) expect(getSnapshot().isLoading).toBe(false);
  const asked = operations.filter(({ do: name }) => name === "start" || name === "retry").length;
  expect(server.runs.length).toBeLessThanOrEqual(asked);
  expect(server.tokensConsumed).toBe(server.runs.length);
  expect(server.openBodies).toBe(0);
  expect(warn).not.toHaveBeenCalled();
  browser.close();
}

/** What holds of every snapshot: its text is of one run. */
function isSound({ status, text, isPartial, verified, inputs }: Snapshot): void {
  const [topic = ""] = text;
  expect(text).toBe(wholeText(topic).slice(0, text.length));
  if (status === "streaming") expect(topic).toBe(inputs?.topic);
  if (verified && !isPartial) expect(text).toBe(wholeText(topic));
}
