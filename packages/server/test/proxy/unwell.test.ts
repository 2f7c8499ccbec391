import { describe, expect, it } from "vitest";
import { memoryStore, type Store } from "../../src/index.ts";
import { asBackend, newRunKey, refusal, says } from "../support.ts";
import { machineOf, startSite } from "./machines.ts";
import { nginxPath, startNginx } from "./nginx.ts";
import { startSilentMachine } from "./silentMachine.ts";

// The block gives a connection one second; by default it is a minute.
const longestMs = 5_000;

describe.skipIf(!nginxPath)("a machine that is not well, behind nginx (needs nginx)", () => {
  it("and is silent keeps no request waiting for longer than a moment", async () => {
    const store = memoryStore();
    const { machines } = await startSite([says("say", "text")], () => ({ store }));
    const { origin } = await startNginx([await startSilentMachine(), machines[1].address]);
    const call = async (path: string, init?: RequestInit): Promise<Response> => {
      const sentAtMs = performance.now();
      const response = await fetch(`${origin}/api/v1${path}`, init);
      expect(performance.now() - sentAtMs).toBeLessThan(longestMs);
      expect(machineOf(response)).toBe("b");
      return response;
    };
    // Each kind twice, as nginx asks the two in turn.
    for (const _turn of [0, 1]) {
      const { id, headers } = newRunKey();
      const asked = await call("/token", { method: "POST", headers: asBackend });
      const { token } = (await asked.json()) as { token: string };
      const init = { method: "POST", body: "{}", headers };
      expect(await (await call(`/run/say/stream?token=${token}`, init)).text()).toBe("text");
      expect(await (await call(`/runs/${id}/stream?offset=2`, { headers })).text()).toBe("xt");
      expect((await call(`/runs/${id}`, { headers })).status).toBe(200);
      expect((await call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(204);
    }
  });

  it("and says so by a 503 goes on with all that it can do", async () => {
    const memory = memoryStore();
    let isDown = false;
    const peek: Store["tokens"]["peek"] = async (hash) => {
      if (isDown) throw new Error("connection refused");
      return memory.tokens.peek(hash);
    };
    const store = { ...memory, tokens: { ...memory.tokens, peek } };
    const { machines, call } = await startSite([says("say", "text")], () => ({ store }));
    const { id, headers } = newRunKey();
    const post = async (init: RequestInit = {}): Promise<Response> =>
      call(`/run/say/stream?token=${await machines[0].token()}`, {
        method: "POST",
        body: "{}",
        ...init,
      });
    expect(await (await post({ headers })).text()).toBe("text");

    isDown = true;
    for (const _turn of [0, 1, 2]) {
      const refused = await post();
      expect(refused.headers.get("retry-after")).toBe("1");
      expect(refused.headers.get("access-control-allow-origin")).toBe("*");
      expect(await refusal(refused)).toEqual({ status: 503, code: "store_unavailable" });
      const read = await call(`/runs/${id}/stream`, { headers });
      expect(await read.text()).toBe("text");
    }
    isDown = false;
    expect(await (await post()).text()).toBe("text");
  });
});
