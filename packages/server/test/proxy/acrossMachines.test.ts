import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { redisStore } from "../../src/store/redis.ts";
import {
  asEvents,
  handFed,
  newRunKey,
  parseEvents,
  readerOf,
  says,
  textOf,
  types,
  until,
} from "../support.ts";
import { redisServerPath, startRedis, type RedisServer } from "../support/redisServer.ts";
import type { Workflow } from "../../src/index.ts";
import { machineOf, startSite, type Machine, type Site } from "./machines.ts";
import { nginxPath, type ProxyOptions } from "./nginx.ts";

let redis: RedisServer;
let sites = 0;

/** Two machines with a way to Redis of their own. nginx gives them requests in turn. */
function startRedisSite(workflows: readonly Workflow[], proxy?: ProxyOptions): Promise<Site> {
  const prefix = `site${sites++}:`;
  return startSite(
    workflows,
    () => {
      const store = redisStore({ url: redis.url, prefix });
      onTestFinished(() => store.close());
      return { store };
    },
    proxy,
  );
}

const withPrograms = describe.skipIf(!nginxPath || !redisServerPath);

withPrograms("two machines behind nginx, one Redis (needs nginx and redis-server)", () => {
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it("a token of one machine is spent on the other, once", async () => {
    const { machines, call } = await startRedisSite([says("say", "text")]);
    const token = await machines[0].token();
    const post = (): Promise<Response> =>
      call(`/run/say/stream?token=${token}`, { method: "POST", body: "{}" });
    const answers = await Promise.all(Array.from({ length: 20 }, post));
    expect(new Set(answers.map(machineOf))).toEqual(new Set(["a", "b"]));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 401)]);
    await Promise.all(answers.map((answer) => answer.text()));
  });

  it.each<[string, ProxyOptions]>([
    ["HTTP/1.1", { upstreamHttp: "1.1" }],
    ["HTTP/1.0", { upstreamHttp: "1.0" }],
    ["gzip", { gzip: true }],
  ])("%s: a run is resumed on the other machine, piece by piece", async (_name, proxy) => {
    const fed = handFed();
    const { machines, call } = await startRedisSite([fed.workflow], proxy);
    const key = newRunKey();
    fed.push("Ein 🎈 ");
    const cut = await call(`/run/fed/stream?token=${await machines[0].token()}`, {
      method: "POST",
      body: "{}",
      headers: key.headers,
    });
    const first = readerOf(cut);
    expect(await first.read()).toBe("Ein 🎈 ");
    await first.cancel();

    const offset = new TextEncoder().encode("Ein 🎈").length;
    const resumed = await call(`/runs/${key.id}/stream?offset=${offset}`, {
      headers: { ...key.headers, ...asEvents },
    });
    expect(machineOf(resumed)).not.toBe(machineOf(cut));
    expect(resumed.headers.get("run-offset")).toBe(String(offset));
    const { read } = readerOf(resumed);
    let received = "";
    for (const piece of ["über", "漢字"]) {
      fed.push(piece);
      while (!received.includes(piece)) received += (await read()) ?? expect.fail("ended early");
    }
    fed.end();
    for (let rest = await read(); rest !== undefined; rest = await read()) received += rest;
    const events = parseEvents(received);
    expect(textOf(events)).toBe(" über漢字");
    expect(types(events).slice(-2)).toEqual(["finish", "[DONE]"]);
    expect(fed.calls).toBe(1);
  });

  it("a cancel on one machine ends the run on the other, and tells its reader", async () => {
    const fed = handFed();
    const { machines, call } = await startRedisSite([fed.workflow]);
    const key = newRunKey();
    fed.push("begun");
    const running = await call(`/run/fed/stream?token=${await machines[0].token()}`, {
      method: "POST",
      body: "{}",
      headers: { ...key.headers, ...asEvents },
    });
    const body = running.text();
    const cancelled = await call(`/runs/${key.id}`, { method: "DELETE", headers: key.headers });
    expect(cancelled.status).toBe(204);
    expect(machineOf(cancelled)).not.toBe(machineOf(running));
    await until(() => fed.signal?.aborted === true);
    expect(types(parseEvents(await body)).slice(-2)).toEqual(["abort", "[DONE]"]);
  });

  it.each<[string, (machine: Machine) => Promise<void>]>([
    ["is gone", ({ stop }) => stop()],
    ["drains", ({ server }) => server.close()],
  ])("a machine that %s costs no request", async (_what, leave) => {
    const { machines, call } = await startRedisSite([says("say", "text")]);
    await leave(machines[0]);
    for (let i = 0; i < 4; i++) {
      const token = await machines[1].token();
      const answer = await call(`/run/say/stream?token=${token}`, { method: "POST", body: "{}" });
      expect(machineOf(answer)).toBe("b");
      expect(await answer.text()).toBe("text");
    }
  });
});
