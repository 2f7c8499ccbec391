import { describe, expect, it } from "vitest";
import { newRunKey } from "../support.ts";
import { portOf, start } from "./command.ts";

const index = new URL("../../src/index.ts", import.meta.url).href;
const headers = { authorization: "Bearer sk_test" };

// The first does its harm and then says nothing; the other needs a while.
const file = `
import { defineWorkflow } from "${index}";
const inputs = { "~standard": { version: 1 as const, vendor: "test", validate: (value: unknown) => ({ value }) } };
const harms: Record<string, () => void> = {
  floating: () => void Promise.reject(new Error("SECRET INPUT")),
  timer: () => void setTimeout(() => { throw new Error("SECRET INPUT"); }),
  listener: () => {},
  hostile: () => void Promise.reject(Object.defineProperty(new Error("x"), "stack", { get() { throw 1; } })),
};
export default [
  ...Object.entries(harms).map(([id, harm]) => defineWorkflow({ id, inputs, async *run(_, { signal }) {
    if (id === "listener") signal.addEventListener("abort", () => { throw new Error("SECRET INPUT"); });
    harm();
    yield "harm is done";
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  } })),
  defineWorkflow({ id: "slow", inputs, async *run() {
    yield "begun";
    await new Promise((resolve) => setTimeout(resolve, 700));
    yield " and done";
  } }),
];`;

describe("something that nobody catches", () => {
  it.each(["floating", "timer", "listener", "hostile"])(
    "(%s) is logged as fatal, the other runs end, and the exit code is 1",
    async (harm) => {
      const running = start(
        ["serve", "w.ts", "--port", "0", "--host", "127.0.0.1", "--grace-seconds", "2"],
        { files: { "w.ts": file }, env: { SECRET_KEYS: "sk_test" } },
      );
      const base = `http://127.0.0.1:${await portOf(running)}/api/v1`;
      const stream = async (id: string, init: RequestInit = {}): Promise<Response> => {
        const { token } = (await (await fetch(`${base}/token`, { headers })).json()) as {
          token: string;
        };
        const url = `${base}/run/${id}/stream?token=${token}`;
        return fetch(url, { method: "POST", body: "{}", ...init });
      };
      const slow = await stream("slow", { headers: newRunKey().headers });
      // Without a Run-Key its run is cancelled when it is left.
      const left = new AbortController();
      await stream(harm, { signal: left.signal });
      left.abort();
      expect(await slow.text()).toBe("begun and done");
      expect(await running.ended).toBe(1);
      const lines = running
        .stdout()
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines.filter(({ msg }) => msg === "fatal")).toEqual([
        expect.objectContaining({
          level: "fatal",
          error: expect.objectContaining({ name: "Error" }),
        }),
      ]);
      expect(lines.at(-1)).toMatchObject({ msg: "closed" });
      expect(running.stdout()).not.toContain("SECRET");
    },
  );
});
