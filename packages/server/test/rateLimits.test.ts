import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWorkflowServer, memoryStore, type Store } from "../src/index.ts";
import {
  asBackend,
  base,
  explain,
  handFed,
  newRunKey,
  refusal,
  secretKey,
  setup,
  until,
  type Setup,
} from "./support.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const body = JSON.stringify({ topic: "tea" });
const limited = { status: 429, code: "rate_limited" };
const longKey = `sk_${"k".repeat(43)}`;

/** The same server, called from a given address. */
function from({ server }: Setup, address: string) {
  return (path: string, init?: RequestInit): Promise<Response> =>
    server.fetch(new Request(base + path, init), { address });
}

const rateHeadersOf = ({ headers }: Response): (string | null)[] =>
  [
    "ratelimit-policy",
    "ratelimit",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "retry-after",
  ].map((name) => headers.get(name));

describe("tokens of a secret key", () => {
  it("are limited per minute; each answer says what is left", async () => {
    const { call } = setup([explain], { limits: { tokensPerMinute: 2 } });
    const first = await call("/token", { headers: asBackend });
    expect(rateHeadersOf(first)).toEqual([
      '"tokens";q=2;w=60',
      '"tokens";r=1;t=60',
      "2",
      "1",
      null,
    ]);
    await vi.advanceTimersByTimeAsync(20_500);
    await call("/token", { method: "POST", headers: asBackend });
    const third = await call("/token", { headers: asBackend });
    expect(rateHeadersOf(third)).toEqual([
      '"tokens";q=2;w=60',
      '"tokens";r=0;t=40',
      "2",
      "0",
      "40",
    ]);
    expect(await refusal(third)).toEqual(limited);
    await vi.advanceTimersByTimeAsync(39_500);
    expect((await call("/token", { headers: asBackend })).status).toBe(200);
  });

  it("are counted also when the request is refused for something else", async () => {
    const { call } = setup([explain], { limits: { tokensPerMinute: 5 } });
    const init = { method: "POST", headers: asBackend, body: "{" };
    const refused = await call("/token", init);
    expect(refused.status).toBe(400);
    expect(refused.headers.get("ratelimit")).toBe('"tokens";r=4;t=60');
  });

  it("are counted for each key by itself, with limits of its own", async () => {
    const secretKeys = ["sk_a", { key: "sk_b", limits: { tokensPerMinute: 3 } }];
    const { call } = setup([explain], { secretKeys, limits: { tokensPerMinute: 1 } });
    const statuses = async (key: string): Promise<number[]> => {
      const headers = { authorization: `Bearer ${key}` };
      const ask = async (): Promise<number> => (await call("/token", { headers })).status;
      return [await ask(), await ask(), await ask(), await ask()];
    };
    expect(await statuses("sk_a")).toEqual([200, 429, 429, 429]);
    expect(await statuses("sk_b")).toEqual([200, 200, 200, 429]);
  });

  it("are not limited when the limits are off, but for keys that have one", async () => {
    const secretKeys = ["sk_a", { key: "sk_b", limits: { tokensPerMinute: 1 } }];
    const { call } = setup([explain], { secretKeys });
    const unlimited = await call("/token", { headers: { authorization: "Bearer sk_a" } });
    expect(rateHeadersOf(unlimited)).toEqual([null, null, null, null, null]);
    const headers = { authorization: "Bearer sk_b" };
    await call("/token", { headers });
    expect((await call("/token", { headers })).status).toBe(429);
  });
});

it("runs that are not streamed are limited per key; a refused one does not start", async () => {
  const { call, reports } = setup([explain], { limits: { runsPerMinute: 1 } });
  const init = { method: "POST", headers: asBackend, body };
  const first = await call("/run/explain", init);
  expect(first.headers.get("ratelimit")).toBe('"runs";r=0;t=60');
  expect(await refusal(await call("/run/explain", init))).toEqual(limited);
  expect(reports).toHaveLength(1);
});

describe("streams", () => {
  it("are limited per owner and address; a refusal uses no token and starts nothing", async () => {
    const secretKeys = [secretKey, "sk_other"];
    const made = setup([explain], { secretKeys, limits: { streamsPerMinute: 1 } });
    const mine = await made.token();
    const stream = (address: string, token: string) =>
      from(made, address)(`/run/explain/stream?token=${token}`, {
        method: "POST",
        headers: newRunKey().headers,
        body,
      });
    const first = await stream("1.1.1.1", await made.token());
    expect(first.headers.get("ratelimit")).toBe('"streams";r=0;t=60');
    expect(await first.text()).toBe("About tea");

    const refused = await stream("1.1.1.1", mine);
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    expect(refused.headers.get("access-control-expose-headers")).toContain("retry-after");
    expect(await refusal(refused)).toEqual(limited);
    expect(made.reports).toHaveLength(1);

    const headers = { authorization: "Bearer sk_other" };
    const other = (await (await made.call("/token", { headers })).json()) as { token: string };
    expect((await stream("1.1.1.1", other.token)).status).toBe(200);
    expect((await stream("2.2.2.2", mine)).status).toBe(200);
  });

  it("of one IPv6 /64 count together", async () => {
    const made = setup([explain], { limits: { streamsPerMinute: 1 } });
    const statuses = [];
    for (const address of ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"]) {
      const path = `/run/explain/stream?token=${await made.token()}`;
      statuses.push((await from(made, address)(path, { method: "POST", body })).status);
    }
    expect(statuses).toEqual([200, 429, 200]);
  });

  it("don't count when they attach to a run that stands", async () => {
    const { run } = setup([explain], { limits: { streamsPerMinute: 1 } });
    const { headers } = newRunKey();
    await (await run("explain", { headers, body })).text();
    for (let i = 0; i < 3; i++) {
      const again = await run("explain", { token: "pub_tok_used", headers, body });
      expect(await again.text()).toBe("About tea");
      expect(again.headers.has("ratelimit")).toBe(false);
    }
  });

  it("count by what a trusted proxy says, and by no header else", async () => {
    const forged = async (trustProxy?: number): Promise<number[]> => {
      const options = { limits: { streamsPerMinute: 1 }, ...(trustProxy && { trustProxy }) };
      const made = setup([explain], options);
      const statuses = [];
      for (const client of ["1.1.1.1", "2.2.2.2"]) {
        const headers = {
          "x-forwarded-for": client,
          forwarded: `for=${client}`,
          "x-real-ip": client,
          "cf-connecting-ip": client,
        };
        const path = `/run/explain/stream?token=${await made.token()}`;
        const init = { method: "POST", headers, body };
        statuses.push((await from(made, "9.9.9.9")(path, init)).status);
      }
      return statuses;
    };
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(await forged()).toEqual([200, 429]);
    expect(warn.mock.calls).toEqual([[expect.stringContaining("trustProxy")]]);
    expect(await forged(1)).toEqual([200, 200]);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});

describe("running runs", () => {
  it("are limited per owner; a place is free again when its run has ended, however it did", async () => {
    const fed = handFed();
    const made = setup([fed.workflow, explain], { limits: { concurrentRuns: 1 } });
    const { run, call, token, reports } = made;
    const { headers, id } = newRunKey();
    fed.push("begun");
    const running = await run("fed", { headers });

    const value = await token();
    const refused = await run("explain", { token: value, body });
    expect(rateHeadersOf(refused)).toEqual([
      '"running";q=1;qu="concurrent-requests"',
      '"running";r=0;t=5',
      "1",
      "0",
      "5",
    ]);
    expect(await refusal(refused)).toEqual(limited);
    const init = { method: "POST", headers: asBackend, body };
    expect(await refusal(await call("/run/explain", init))).toEqual(limited);

    fed.end();
    await running.text();
    await until(() => reports.length === 1);
    expect(await (await run("explain", { token: value, body })).text()).toBe("About tea");

    fed.push("begun");
    const second = newRunKey();
    await run("fed", { headers: second.headers });
    await call(`/runs/${second.id}`, { method: "DELETE", headers: second.headers });
    expect((await call("/run/explain", init)).status).toBe(200);
    expect(id).not.toBe(second.id);
  });

  it("of a start that failed, or was cancelled before it, hold no place", async () => {
    vi.useRealTimers();
    const made = setup([explain], { limits: { concurrentRuns: 1 } });
    const { run, call, token } = made;
    const value = await token();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => run("explain", { token: value, body })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await Promise.all(answers.map((answer) => answer.text().catch(() => "")));
    const early = newRunKey();
    await call(`/runs/${early.id}`, { method: "DELETE", headers: early.headers });
    await (await run("explain", { headers: early.headers, body })).text().catch(() => "");
    expect((await run("explain", { body })).status).toBe(200);
  });

  it("are counted for each owner by itself", async () => {
    const fed = handFed();
    const secretKeys = [secretKey, "sk_other"];
    const { run, call } = setup([fed.workflow, explain], {
      secretKeys,
      limits: { concurrentRuns: 1 },
    });
    fed.push("begun");
    await run("fed", { headers: newRunKey().headers });
    const headers = { authorization: "Bearer sk_other" };
    expect((await call("/run/explain", { method: "POST", headers, body })).status).toBe(200);
  });
});

describe("bad credentials of one address", () => {
  const bad = { authorization: "Bearer sk_wrong" };
  const requests: [string, string, RequestInit][] = [
    ["GET /token", "/token", { headers: bad }],
    ["POST /token without a key", "/token", { method: "POST" }],
    ["POST /run", "/run/explain", { method: "POST", headers: bad }],
    ["POST /stream", "/run/explain/stream?token=pub_tok_x", { method: "POST" }],
    ["GET /runs", `/runs/${newRunKey().id}`, { headers: newRunKey().headers }],
    ["GET /runs without a key", `/runs/${newRunKey().id}`, {}],
    ["GET /runs/stream", `/runs/${newRunKey().id}/stream`, {}],
    ["DELETE /runs", `/runs/${newRunKey().id}`, { method: "DELETE" }],
  ];

  it.each(requests)("on %s are limited, and leave others alone", async (_name, path, init) => {
    const made = setup([explain], { limits: { failuresPerMinute: 2 } });
    const call = from(made, "6.6.6.6");
    const first = await call(path, init);
    expect([401, 404]).toContain(first.status);
    expect(first.headers.has("ratelimit")).toBe(false);
    await call(path, init);
    const third = await call(path, init);
    expect(rateHeadersOf(third)).toEqual([
      '"failures";q=2;w=60',
      '"failures";r=0;t=60',
      "2",
      "0",
      "60",
    ]);
    expect(await refusal(third)).toEqual(limited);
    expect((await from(made, "7.7.7.7")(path, init)).status).toBe(first.status);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await call(path, init)).status).toBe(first.status);
  });

  async function suspect(options: object = {}): Promise<Setup & { call: Setup["call"] }> {
    const made = setup([explain], { limits: { failuresPerMinute: 1 }, ...options });
    const call = from(made, "6.6.6.6");
    for (let i = 0; i < 3; i++) await call("/token", { headers: bad });
    return { ...made, call };
  }

  it("make a short secret key wait, and no long one", async () => {
    const { call } = await suspect({ secretKeys: [secretKey, longKey] });
    expect(await refusal(await call("/token", { headers: asBackend }))).toEqual(limited);
    const headers = { authorization: `Bearer ${longKey}` };
    expect((await call("/token", { headers })).status).toBe(200);
  });

  it("don't stand in the way of a token or a Run-Key", async () => {
    const { call, token } = await suspect();
    const { id, headers } = newRunKey();
    const path = `/run/explain/stream?token=${await token()}`;
    const answer = await call(path, { method: "POST", headers, body });
    expect(await answer.text()).toBe("About tea");
    const again = await call("/run/explain/stream", { method: "POST", headers, body });
    expect(await again.text()).toBe("About tea");
    expect((await call(`/runs/${id}`, { headers })).status).toBe(200);
    expect((await call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(204);
  });

  it("are not what a request with a good key counts as", async () => {
    const made = setup([explain], { limits: { failuresPerMinute: 1 } });
    const call = from(made, "6.6.6.6");
    for (let i = 0; i < 4; i++) {
      const unknown = await call(`/runs/${newRunKey().id}`, { headers: asBackend });
      expect(unknown.status).toBe(404);
    }
  });

  it("can't push ended runs out of a store by marks of runs not yet seen", async () => {
    const store = memoryStore({ maxRuns: 20 });
    const made = setup([explain], { store, limits: { failuresPerMinute: 5 } });
    const kept = newRunKey();
    await (await made.run("explain", { headers: kept.headers, body })).text();
    const attack = from(made, "6.6.6.6");
    const flood = Array.from({ length: 200 }, () => {
      const { id, headers } = newRunKey();
      return attack(`/runs/${id}`, { method: "DELETE", headers });
    });
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(195);
    expect((await made.call(`/runs/${kept.id}`, { headers: kept.headers })).status).toBe(200);
    await store.close();
  });

  it("can't push ended runs out of a full store by claims, once they are too many", async () => {
    const store = memoryStore({ maxRuns: 2 });
    const made = setup([explain], { store, limits: { failuresPerMinute: 1 } });
    const attack = from(made, "6.6.6.6");
    await attack("/token");
    await attack("/token");
    const kept = [newRunKey(), newRunKey()];
    for (const { headers } of kept) await (await made.run("explain", { headers, body })).text();
    for (let i = 0; i < 5; i++) {
      const init = { method: "POST", headers: newRunKey().headers, body };
      expect((await attack("/run/explain/stream?token=pub_tok_x", init)).status).toBe(429);
    }
    for (const { id, headers } of kept) {
      expect((await made.call(`/runs/${id}`, { headers })).status).toBe(200);
    }
    await store.close();
  });
});

describe("when the counts can't be had", () => {
  const down = async (): Promise<never> => {
    throw new Error("connection refused");
  };
  const failing = (): Store => {
    const store = memoryStore();
    return {
      ...store,
      rates: { ...store.rates, hit: down },
      slots: { take: down, hasRoom: down, free: down },
    };
  };

  it("nothing begins, and runs that stand are served", async () => {
    const store = memoryStore();
    const broken: Store = { ...store, rates: { hit: down, close() {} } };
    const options = { workflows: [explain], secretKeys: [secretKey] };
    const whole = createWorkflowServer({ ...options, store });
    const errors: unknown[] = [];
    const onError = (error: unknown): void => void errors.push(error);
    const server = createWorkflowServer({ ...options, store: broken, onError });
    const via = (which: typeof whole) => (path: string, init?: RequestInit) =>
      which.fetch(new Request(base + path, init));

    const answer = await via(whole)("/token", { headers: asBackend });
    const { token } = (await answer.json()) as { token: string };
    const { id, headers } = newRunKey();
    const stream = `/run/explain/stream?token=${token}`;
    const unavailable = { status: 503, code: "store_unavailable" };
    const call = via(server);
    for (const refused of [
      await call("/token", { headers: asBackend }),
      await call("/run/explain", { method: "POST", headers: asBackend, body }),
      await call(stream, { method: "POST", headers, body }),
    ]) {
      expect(refused.headers.get("retry-after")).toBe("1");
      expect(await refusal(refused)).toEqual(unavailable);
    }
    expect((await via(whole)(stream, { method: "POST", headers, body })).status).toBe(200);
    expect((await call(`/runs/${id}`, { headers })).status).toBe(200);
    expect(await (await call(`/runs/${id}/stream`, { headers })).text()).toBe("About tea");
    expect((await call(`/runs/${id}`)).status).toBe(404);
    expect((await call("/token")).status).toBe(401);
    expect(errors).toEqual(Array.from({ length: 6 }, () => new Error("connection refused")));
    await Promise.all([server.close(), whole.close(), store.close()]);
  });

  it("a place that can't be taken is a 503 with the token still good", async () => {
    const store = failing();
    const limits = { ...offForRates, concurrentRuns: 5 };
    const { run, token } = setup([explain], { store, limits });
    const value = await token();
    const refused = await run("explain", { token: value, body });
    expect(await refusal(refused)).toEqual({ status: 503, code: "store_unavailable" });
    expect(await store.tokens.peek(await digest(value))).toBeDefined();
    await store.close();
  });
});

const offForRates = {
  tokensPerMinute: Infinity,
  runsPerMinute: Infinity,
  streamsPerMinute: Infinity,
  failuresPerMinute: Infinity,
};

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Buffer.from(bytes).toString("hex");
}

it.each<[object, string]>([
  [{ tokensPerMinute: 0 }, "tokensPerMinute must be a whole number above 0"],
  [{ concurrentRuns: 1.5 }, "concurrentRuns must be"],
  [{ failuresPerMinute: Number.NaN }, "failuresPerMinute must be"],
  [{ perMinute: 5 }, 'there is no limit "perMinute"'],
])("the limits %j can't be used", (limits, message) => {
  const options = { workflows: [explain], secretKeys: ["sk_x"], limits };
  expect(() => createWorkflowServer(options)).toThrow(message);
});

it("without options the limits are on", async () => {
  const server = createWorkflowServer({ workflows: [explain], secretKeys: [secretKey] });
  const answer = await server.fetch(new Request(`${base}/token`, { headers: asBackend }));
  expect(answer.headers.get("ratelimit-policy")).toBe('"tokens";q=6000;w=60');
  await server.close();
  expect(vi.getTimerCount()).toBe(0);
});
