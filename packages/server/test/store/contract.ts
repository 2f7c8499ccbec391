import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LogEntry, Reservation, Store } from "../../src/index.ts";
import { BEYOND_END, LOG_START, positionAfter } from "../../src/store/log.ts";
import { at, partEntry, shown, textEntry } from "../support/entries.ts";

const texts = (entries: readonly LogEntry[] | undefined): string[] =>
  (entries ?? []).map(({ bytes }) => new TextDecoder().decode(bytes));
const all = { maxBytes: Infinity, waitMs: 0 };
const nothing = (): void => {};

/** What every store has to do. `sleep` passes time, real or fake. */
export function describeStore(
  name: string,
  open: () => Promise<Store>,
  sleep: (ms: number) => Promise<unknown>,
): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const claim = (owner: string): Reservation => ({ owner, workflowId: "w", secretHash: "h" });
    async function begun(runId = "run"): Promise<void> {
      await store.runs.reserve(runId, claim("a"), 1_000);
      expect(await store.runs.begin(runId, claim("a"), nothing, 1_000)).toBe(true);
    }

    describe("tokens", () => {
      it("are peeked at often, taken once", async () => {
        const scope = { workflowId: "w", maxRunSeconds: 5 };
        await store.tokens.put("hash", scope, 5);
        expect(await store.tokens.peek("hash")).toEqual(scope);
        expect(await store.tokens.peek("hash")).toEqual(scope);
        const taken = await Promise.all(
          Array.from({ length: 20 }, () => store.tokens.take("hash")),
        );
        expect(taken.filter(Boolean)).toEqual([scope]);
        expect(await store.tokens.peek("hash")).toBeUndefined();
      });

      it("expire", async () => {
        await store.tokens.put("hash", {}, 1);
        await sleep(1_050);
        expect(await store.tokens.peek("hash")).toBeUndefined();
        expect(await store.tokens.take("hash")).toBeUndefined();
      });
    });

    describe("a claim", () => {
      it("is given to one", async () => {
        const claims = ["a", "b", "c"].map((owner) =>
          store.runs.reserve("run", claim(owner), 1_000),
        );
        const standing = (await Promise.all(claims)).filter(Boolean);
        expect(standing).toHaveLength(2);
        expect(standing[0]).toEqual({
          status: "reserved",
          workflowId: "w",
          secretHash: "h",
          userHash: null,
          bytes: 0,
          parts: 0,
        });
      });

      it("and the run that it becomes are a user's", async () => {
        const ofUser = { ...claim("a"), userHash: "u" };
        await store.runs.reserve("run", ofUser, 1_000);
        expect(await store.runs.get("run")).toMatchObject({ status: "reserved", userHash: "u" });
        await store.runs.begin("run", ofUser, nothing, 1_000);
        expect(await store.runs.get("run")).toMatchObject({ status: "running", userHash: "u" });
        await store.runs.finish("run", { status: "done" }, 1_000);
        expect(await store.runs.get("run")).toMatchObject({ status: "done", userHash: "u" });
      });

      it("is given back by its owner alone", async () => {
        await store.runs.reserve("run", claim("a"), 1_000);
        await store.runs.release("run", "b");
        expect(await store.runs.reserve("run", claim("b"), 1_000)).toBeDefined();
        await store.runs.release("run", "a");
        expect(await store.runs.reserve("run", claim("b"), 1_000)).toBeUndefined();
      });

      it("lapses, and still begins when no one else took it", async () => {
        await store.runs.reserve("run", claim("a"), 50);
        await sleep(100);
        expect(await store.runs.get("run")).toBeUndefined();
        expect(await store.runs.begin("run", claim("a"), nothing, 1_000)).toBe(true);
      });

      it("that lapsed and was taken does not begin", async () => {
        await store.runs.reserve("run", claim("a"), 50);
        await sleep(100);
        await store.runs.reserve("run", claim("b"), 1_000);
        expect(await store.runs.begin("run", claim("a"), nothing, 1_000)).toBe(false);
        expect(await store.runs.begin("run", claim("b"), nothing, 1_000)).toBe(true);
      });

      it("does not begin twice, nor is a run given back", async () => {
        await begun();
        expect(await store.runs.begin("run", claim("a"), nothing, 1_000)).toBe(false);
        await store.runs.release("run", "a");
        expect(await store.runs.get("run")).toMatchObject({ status: "running" });
      });

      it("that was cancelled does not begin", async () => {
        await store.runs.reserve("run", claim("a"), 1_000);
        await store.runs.cancel("run", 1_000);
        expect(await store.runs.begin("run", claim("a"), nothing, 1_000)).toBe(false);
        await store.runs.release("run", "a");
        expect(await store.runs.get("run")).toMatchObject({ status: "aborted" });
      });
    });

    describe("text", () => {
      it("is read from any byte, delta by delta", async () => {
        await begun();
        for (const text of ["ab", "日本", "c"]) {
          expect(await store.runs.append("run", textEntry(text))).toBe(true);
        }
        const read = async (offset: number, maxBytes = Infinity): Promise<string[]> =>
          texts((await store.runs.read("run", at(offset), { maxBytes, waitMs: 0 }))?.entries);
        expect(await read(0)).toEqual(["ab", "日本", "c"]);
        expect(await read(1)).toEqual(["b", "日本", "c"]);
        expect(await read(2)).toEqual(["日本", "c"]);
        expect(await read(5)).toEqual(["本", "c"]);
        expect(await read(8)).toEqual(["c"]);
        expect(await read(9)).toEqual([]);
        expect(await read(10)).toEqual([]);
        expect(await read(0, 0)).toEqual(["ab"]);
        expect(await read(0, 3)).toEqual(["ab", "日本"]);
        expect((await store.runs.read("run", LOG_START, all))?.run.bytes).toBe(9);
      });

      it("can't be changed through what was read", async () => {
        await begun();
        await store.runs.append("run", textEntry("abc"));
        (await store.runs.read("run", LOG_START, all))?.entries[0]?.bytes.fill(0);
        expect(texts((await store.runs.read("run", LOG_START, all))?.entries)).toEqual(["abc"]);
      });

      it("is waited for", async () => {
        await begun();
        const waiting = store.runs.read("run", LOG_START, { maxBytes: 10, waitMs: 5_000 });
        await store.runs.append("run", textEntry("x"));
        expect(texts((await waiting)?.entries)).toEqual(["x"]);
      });

      it("is not waited for longer than told, nor after an abort", async () => {
        await begun();
        const short = store.runs.read("run", LOG_START, { maxBytes: 10, waitMs: 50 });
        await sleep(100);
        expect((await short)?.entries).toEqual([]);
        const controller = new AbortController();
        const { signal } = controller;
        const long = store.runs.read("run", LOG_START, { maxBytes: 10, waitMs: 60_000, signal });
        controller.abort();
        expect((await long)?.entries).toEqual([]);
        const late = await store.runs.read("run", LOG_START, {
          maxBytes: 10,
          waitMs: 60_000,
          signal,
        });
        expect(late?.entries).toEqual([]);
      });

      it("is not taken before the run begins or after it ended", async () => {
        expect(await store.runs.append("run", textEntry("x"))).toBe(false);
        await store.runs.reserve("run", claim("a"), 1_000);
        expect(await store.runs.append("run", textEntry("x"))).toBe(false);
        await store.runs.begin("run", claim("a"), nothing, 1_000);
        await store.runs.finish("run", { status: "done" }, 1_000);
        expect(await store.runs.append("run", textEntry("x"))).toBe(false);
        expect(await store.runs.get("run")).toMatchObject({ status: "done", bytes: 0 });
      });
    });

    describe("parts", () => {
      async function appended(): Promise<void> {
        await begun();
        for (const entry of [
          partEntry('"one"'),
          textEntry("ab"),
          partEntry('"two"'),
          partEntry('"three"'),
          textEntry("日本"),
          partEntry('"four"'),
        ]) {
          expect(await store.runs.append("run", entry)).toBe(true);
        }
      }
      const read = async (bytes: number, parts: number, maxBytes = Infinity): Promise<string> => {
        const slice = await store.runs.read("run", at(bytes, parts), { maxBytes, waitMs: 0 });
        return shown(slice?.entries);
      };

      it("stand in the text where they came, and are read from any position", async () => {
        await appended();
        expect(await store.runs.get("run")).toMatchObject({ bytes: 8, parts: 4 });
        expect(await read(0, 0)).toBe('["one"]ab["two"]["three"]日本["four"]');
        expect(await read(0, 1)).toBe('ab["two"]["three"]日本["four"]');
        expect(await read(1, 1)).toBe('b["two"]["three"]日本["four"]');
        expect(await read(2, 2)).toBe('["three"]日本["four"]');
        expect(await read(5, 3)).toBe('本["four"]');
        expect(await read(8, 3)).toBe('["four"]');
        expect(await read(8, 4)).toBe("");
      });

      it("come first where they were missed, and not again where there are more of them", async () => {
        await appended();
        expect(await read(5, 1)).toBe('["two"]["three"]本["four"]');
        expect(await read(8, 0)).toBe('["one"]["two"]["three"]["four"]');
        expect(await read(0, 3)).toBe('ab日本["four"]');
      });

      it("are left out, and so is the text, by a count beyond the end", async () => {
        await appended();
        expect(await read(2, BEYOND_END)).toBe("日本");
        expect(await read(BEYOND_END, 2)).toBe('["three"]["four"]');
      });

      it("are counted up to a byte", async () => {
        await appended();
        const counts = [0, 1, 2, 3, 5, 8, 9].map((bytes) => store.runs.partsBefore("run", bytes));
        expect(await Promise.all(counts)).toEqual([0, 1, 1, 3, 3, 3, 4]);
        expect(await store.runs.partsBefore("unknown", 1)).toBe(0);
      });

      it("and text come in slices that follow each other, whatever their size", async () => {
        await begun();
        const entries = Array.from({ length: 300 }, (_, i) =>
          i % 3 === 1 ? textEntry(`${i}😀`) : partEntry(`"${"p".repeat(i % 40)}"`),
        );
        for (const entry of entries) await store.runs.append("run", entry);
        for (const maxBytes of [1, 10, 100, 1_000, 100_000]) {
          let position = LOG_START;
          let text = "";
          for (;;) {
            const slice = await store.runs.read("run", position, { maxBytes, waitMs: 0 });
            if (!slice || slice.entries.length === 0) break;
            text += shown(slice.entries);
            position = positionAfter(position, slice.entries);
          }
          expect(text).toBe(shown(entries));
        }
      });

      it("are waited for", async () => {
        await begun();
        const waiting = store.runs.read("run", LOG_START, { maxBytes: 10, waitMs: 5_000 });
        await store.runs.append("run", partEntry('"x"'));
        expect(shown((await waiting)?.entries)).toBe('["x"]');
      });

      it("are forgotten with their run", async () => {
        await begun();
        await store.runs.append("run", partEntry('"old"'));
        await store.runs.finish("run", { status: "done" }, 50);
        await sleep(100);
        await begun();
        await store.runs.append("run", partEntry('"new"'));
        expect(await read(0, 0)).toBe('["new"]');
      });
    });

    it("a run that is done keeps how its text ended", async () => {
      await begun();
      await store.runs.finish("run", { status: "done", finishReason: "length" }, 1_000);
      expect(await store.runs.get("run")).toMatchObject({ status: "done", finishReason: "length" });
    });

    describe("an end", () => {
      it("is the first one, wakes readers, and is kept as long as told", async () => {
        await begun();
        const waiting = store.runs.read("run", LOG_START, { maxBytes: 10, waitMs: 60_000 });
        const failure = { code: "workflow_failed", message: "no" } as const;
        expect(await store.runs.finish("run", { status: "failed", failure }, 500)).toBe(true);
        expect((await waiting)?.run).toMatchObject({ status: "failed", failure });
        expect(await store.runs.finish("run", { status: "done" }, 500)).toBe(false);
        await store.runs.cancel("run", 500);
        expect(await store.runs.get("run")).toMatchObject({ status: "failed" });
        await sleep(550);
        expect(await store.runs.get("run")).toBeUndefined();
        expect(await store.runs.read("run", LOG_START, all)).toBeUndefined();
      });

      it("by a cancel reaches the producer once", async () => {
        await store.runs.reserve("run", claim("a"), 1_000);
        let cancels = 0;
        await store.runs.begin("run", claim("a"), () => cancels++, 1_000);
        await store.runs.cancel("run", 1_000);
        await store.runs.cancel("run", 1_000);
        expect(cancels).toBe(1);
        expect(await store.runs.finish("run", { status: "done" }, 1_000)).toBe(false);
        expect(await store.runs.get("run")).toMatchObject({ status: "aborted" });
        await store.runs.cancel("unknown", 1_000);
        expect(await store.runs.get("unknown")).toBeUndefined();
      });

      it("keeps what the run used up", async () => {
        const usage = { inputTokens: 3, outputTokens: 5, totalTokens: 8 };
        const failure = { code: "upstream_failed", message: "no" } as const;
        await begun("done");
        await store.runs.finish("done", { status: "done", usage }, 1_000);
        expect(await store.runs.get("done")).toMatchObject({ status: "done", usage });
        await begun("failed");
        await store.runs.finish("failed", { status: "failed", failure, usage }, 1_000);
        expect((await store.runs.read("failed", LOG_START, all))?.run).toMatchObject({
          failure,
          usage,
        });
      });

      it("is not brought about twice by a cancel in the same moment", async () => {
        await begun();
        const [finished] = await Promise.all([
          store.runs.finish("run", { status: "done" }, 1_000),
          store.runs.cancel("run", 1_000),
        ]);
        const status = finished ? "done" : "aborted";
        expect(await store.runs.get("run")).toMatchObject({ status });
      });

      it("a claim that begins wakes who waits for it", async () => {
        await store.runs.reserve("run", claim("a"), 1_000);
        const whileReserved = { maxBytes: 0, waitMs: 60_000, whileStatus: "reserved" } as const;
        const waiting = store.runs.read("run", LOG_START, whileReserved);
        await store.runs.begin("run", claim("a"), nothing, 1_000);
        expect((await waiting)?.run.status).toBe("running");
        expect((await store.runs.read("run", LOG_START, whileReserved))?.run.status).toBe(
          "running",
        );
      });

      it("a claim given back wakes who waits for it", async () => {
        await store.runs.reserve("run", claim("a"), 1_000);
        const waiting = store.runs.read("run", LOG_START, { maxBytes: 0, waitMs: 60_000 });
        await store.runs.release("run", "a");
        expect(await waiting).toBeUndefined();
      });
    });

    it("an id can be used again when its run is forgotten", async () => {
      await begun();
      await store.runs.append("run", textEntry("old"));
      await store.runs.finish("run", { status: "done" }, 50);
      await sleep(100);
      await begun();
      await store.runs.append("run", textEntry("new"));
      expect(texts((await store.runs.read("run", LOG_START, all))?.entries)).toEqual(["new"]);
    });

    describe("the cache", () => {
      it("gives the last text back until it expires", async () => {
        expect(await store.cache.get("key")).toBeUndefined();
        await store.cache.put("key", "日本 😀", 1);
        await store.cache.put("other", "", 60);
        expect(await store.cache.get("key")).toBe("日本 😀");
        await store.cache.put("key", "newer", 1);
        expect(await store.cache.get("key")).toBe("newer");
        await sleep(1_050);
        expect(await store.cache.get("key")).toBeUndefined();
        expect(await store.cache.get("other")).toBe("");
      });
    });

    it("a reader's lease counts down and is renewed", async () => {
      expect(await store.runs.attend("run", 60_000)).toBe(false);
      await begun();
      expect(await store.runs.attendedForMs("run")).toBe(0);
      expect(await store.runs.attend("run", 60_000)).toBe(true);
      await sleep(200);
      const leftMs = await store.runs.attendedForMs("run");
      expect(leftMs).toBeGreaterThan(30_000);
      expect(leftMs).toBeLessThanOrEqual(59_850);
      await store.runs.attend("run", 60_000);
      expect(await store.runs.attendedForMs("run")).toBeGreaterThan(leftMs);
      await store.runs.attend("run", 100);
      await sleep(150);
      expect(await store.runs.attendedForMs("run")).toBe(0);
      await store.runs.finish("run", { status: "done" }, 1_000);
      expect(await store.runs.attend("run", 60_000)).toBe(false);
    });

    it("answers a ping", () => store.ping());
  });
}
