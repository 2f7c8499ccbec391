import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createWorkflowServer } from "../src/index.ts";
import { asBackend, explain, says, setup } from "./support.ts";

describe("health", () => {
  it.each(["http://server.test/healthz", "http://server.test/readyz", "/healthz", "/readyz"])(
    "%s is open to anyone",
    async (path) => {
      const { call } = setup();
      expect((await call(path)).status).toBe(200);
      expect((await call(path, { method: "HEAD" })).status).toBe(200);
    },
  );
});

describe("the base path", () => {
  it.each(["", "/x", "/a/b.c"])("%j stands before every endpoint", async (basePath) => {
    const { call } = setup([explain], { basePath });
    const response = await call(`http://server.test${basePath}/token`, { headers: asBackend });
    expect(response.status).toBe(200);
    expect((await call("http://server.test/healthz")).status).toBe(200);
    expect((await call("/token", { headers: asBackend })).status).toBe(404);
  });
});

describe("callbacks that throw", () => {
  const thrown = new Error("from a callback");
  const fails = (): never => {
    throw thrown;
  };

  it("onRun: the run is done, and onError hears of it", async () => {
    const { run, errors } = setup([says("say", "text")], { onRun: fails });
    expect(await (await run("say")).text()).toBe("text");
    expect(errors).toEqual([thrown]);
  });

  it("onError: the answer stands, and the console hears of it", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    const broken = { ...says("broken"), run: fails };
    const { run } = setup([broken], { onError: fails });
    expect((await run("broken")).status).toBe(502);
    expect(log).toHaveBeenCalledWith(thrown);
  });

  it("nothing given: what a workflow threw goes to the console", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    const server = createWorkflowServer({
      workflows: [{ ...says("broken"), run: fails }],
      secretKeys: ["sk_x"],
    });
    const headers = { authorization: "Bearer sk_x" };
    const init = { method: "POST", headers };
    await server.fetch(new Request("http://server.test/api/v1/run/broken", init));
    expect(log.mock.calls).toEqual([[thrown]]);
    await server.close();
  });
});

describe("options that can't be used", () => {
  const good = { workflows: [explain], secretKeys: ["sk_x"] };
  it.each([
    [{ secretKeys: [] }, "neither secretKeys nor authorize"],
    [{ secretKeys: ["pk_x"] }, "must start with sk_"],
    [{ secretKeys: ["sk_"] }, "must start with sk_"],
    [{ workflows: [explain, explain] }, 'two workflows have the id "explain"'],
    [{ workflows: [says("a/b")] }, "can't stand in a URL"],
    // a URL that is read has no such member any more
    [{ workflows: [says(".")] }, "can't stand in a URL"],
    [{ workflows: [says("..")] }, "can't stand in a URL"],
    [{ basePath: "/api/../v1" }, "basePath"],
    [{ basePath: "/." }, "basePath"],
    [{ basePath: "api" }, "basePath"],
    [{ basePath: "/api/" }, "basePath"],
    [{ maxRunMs: 0 }, "maxRunMs must be a number above 0"],
    [{ heartbeatMs: Number.NaN }, "heartbeatMs must be a number above 0"],
  ])("throw: %j", (bad, message) => {
    expect(() => createWorkflowServer({ ...good, ...bad })).toThrow(message);
  });
});
