import { describe, expect, it } from "vitest";
import { asBackend, handFed, newRunKey, refusal, says, setup } from "./support.ts";

describe("attach", () => {
  it("reads from the start and uses no token", async () => {
    const fed = handFed();
    const { run, token } = setup([fed.workflow]);
    const { headers } = newRunKey();
    fed.push("one ");
    const first = await run("fed", { headers });
    const fresh = await token();
    const second = await run("fed", { headers, token: fresh, body: "{ not even JSON" });
    const third = await run("fed", { headers, token: "pub_tok_used" });
    fed.push("two");
    fed.end();
    for (const response of [first, second, third]) expect(await response.text()).toBe("one two");
    expect(fed.calls).toBe(1);

    fed.end();
    expect((await run("fed", { token: fresh })).status).toBe(200);
  });

  it("gives a run that failed at once the same status again", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    const { headers } = newRunKey();
    fed.fail(new Error("no"));
    expect((await run("fed", { headers })).status).toBe(502);
    expect((await run("fed", { headers })).status).toBe(502);
    expect(fed.calls).toBe(1);
  });

  it.each(["", "run_x", "run_x.y", `run_${"a".repeat(22)}`, `run_${"a".repeat(22)}.short`])(
    "refuses the malformed Run-Key %j",
    async (key) => {
      const { run } = setup();
      const response = await run("explain", { headers: { "run-key": key } });
      expect(await refusal(response)).toEqual({ status: 404, code: "run_not_found" });
    },
  );
});

describe("a wrong key", () => {
  it("is answered like an unknown run, everywhere", async () => {
    const { run, call } = setup([says("say", "text")]);
    const mine = newRunKey();
    const other = newRunKey();
    await run("say", { headers: mine.headers });
    await run("say", { headers: other.headers });
    const wrong = { "run-key": `${mine.id}.${"x".repeat(22)}` };
    const unknown = newRunKey();

    const bodies = new Set<string>();
    const answers = [
      await run("say", { headers: wrong }),
      await call(`/runs/${mine.id}`, { headers: wrong }),
      await call(`/runs/${mine.id}/stream`, { headers: wrong }),
      await call(`/runs/${mine.id}`, { method: "DELETE", headers: wrong }),
      await call(`/runs/${mine.id}`, { headers: other.headers }),
      await call(`/runs/${mine.id}/stream`, { headers: other.headers }),
      await call(`/runs/${mine.id}`),
      await call(`/runs/${mine.id}/stream`),
      await call(`/runs/${mine.id}/stream`, { headers: asBackend }),
      await call(`/runs/${unknown.id}`, { headers: unknown.headers }),
      await call(`/runs/${unknown.id}/stream`, { headers: unknown.headers }),
    ];
    for (const answer of answers) bodies.add(await answer.text());
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toContain('"code":"run_not_found"');
  });

  it("does not open a run that was started without one", async () => {
    const { run, call } = setup([says("say", "text")]);
    const id = (await run("say")).headers.get("run-id") ?? "";
    const headers = { "run-key": `${id}.${"x".repeat(22)}` };
    expect((await call(`/runs/${id}`, { headers })).status).toBe(404);
    expect((await call(`/runs/${id}/stream`, { headers })).status).toBe(404);
  });
});

describe("the status of a run", () => {
  it("follows it, for its key and for a secret key", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    const status = async (headers: Record<string, string>): Promise<unknown> =>
      (await call(`/runs/${id}`, { headers })).json();

    fed.push("日本");
    const response = await run("fed", { headers });
    const running = { id, workflow: "fed", status: "running", bytes: 6 };
    expect(await status(headers)).toEqual(running);
    expect(await status(asBackend)).toEqual(running);
    fed.end();
    await response.text();
    expect(await status(headers)).toEqual({ id, workflow: "fed", status: "done", bytes: 6 });
  });

  it("tells a failure", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    fed.fail(new Error("inside"));
    await run("fed", { headers });
    expect(await (await call(`/runs/${id}`, { headers })).json()).toEqual({
      id,
      workflow: "fed",
      status: "failed",
      bytes: 0,
      error: { code: "workflow_failed", message: "The workflow failed." },
    });
  });

  it("is refused to a wrong secret key", async () => {
    const { call } = setup();
    for (const method of ["GET", "DELETE"]) {
      const headers = { authorization: "Bearer sk_wrong" };
      const response = await call(`/runs/${newRunKey().id}`, { method, headers });
      expect(await refusal(response)).toEqual({ status: 401, code: "unauthorized" });
    }
  });
});
