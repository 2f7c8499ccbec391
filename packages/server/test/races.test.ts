import { expect, it } from "vitest";
import { asEvents, handFed, heldBody, newRunKey, refusal, says, setup } from "./support.ts";

it("of 1 000 requests with one token one gets a run", async () => {
  const fed = handFed();
  const { run, token } = setup([fed.workflow]);
  const value = await token();
  fed.push("text");
  fed.end();
  const responses = await Promise.all(
    Array.from({ length: 1000 }, () => run("fed", { token: value })),
  );
  const statuses = responses.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array.from({ length: 999 }, () => 401)]);
  expect(fed.calls).toBe(1);
});

it("50 requests with one token and one Run-Key read one run, byte for byte the same", async () => {
  const fed = handFed();
  const { run, token } = setup([fed.workflow]);
  const value = await token();
  const { headers } = newRunKey();
  const posted = Array.from({ length: 50 }, () =>
    run("fed", { token: value, headers: { ...headers, ...asEvents } }),
  );
  for (const text of ["a", "日本", "😀"]) fed.push(text);
  const bodies = (await Promise.all(posted)).map((response) => response.text());
  fed.push("late");
  fed.end();
  const [first, ...rest] = await Promise.all(bodies);
  expect(first).toContain(`id: 15\ndata: {"type":"text-delta","id":"t","delta":"late"}`);
  expect(new Set(rest)).toEqual(new Set([first]));
  expect(fed.calls).toBe(1);
});

it("a request waits for the one that holds its id, and takes over when that is refused", async () => {
  const { call, token, run } = setup([says("say", "done")]);
  const { headers } = newRunKey();
  const held = heldBody();
  const first = call(`/run/say/stream?token=${await token()}`, { ...held.init, headers });
  const second = run("say", { headers });
  held.send("{");
  expect(await refusal(await first)).toEqual({ status: 400, code: "invalid_json" });
  expect(await (await second).text()).toBe("done");
});

it("50 refused requests with one Run-Key are refused each for itself", async () => {
  const { run } = setup();
  const { headers } = newRunKey();
  const responses = await Promise.all(
    Array.from({ length: 50 }, () => run("explain", { token: "pub_tok_none", headers })),
  );
  expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 401));
});
