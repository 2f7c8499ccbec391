import { expect, it } from "vitest";
import type { Workflow } from "../src/index.ts";
import { asBackend, asEvents, newRunKey, says, setup, until } from "./support.ts";

it("what a run used stands in its answer, its status and its report", async () => {
  const counted: Workflow = {
    ...says("counted"),
    async *run(_inputs, { reportUsage }) {
      reportUsage({ inputTokens: 1 });
      yield "text";
      reportUsage({ inputTokens: 3, outputTokens: 5, totalTokens: 8 });
    },
  };
  const usage = { inputTokens: 3, outputTokens: 5, totalTokens: 8 };
  const { call, run, reports } = setup([counted]);
  const answer = await call("/run/counted", { method: "POST", headers: asBackend });
  expect(await answer.json()).toMatchObject({ result: "text", usage });

  const { id, headers } = newRunKey();
  await (await run("counted", { headers: { ...headers, ...asEvents } })).text();
  expect(await (await call(`/runs/${id}`, { headers })).json()).toMatchObject({ usage });
  await until(() => reports.length === 2);
  expect(reports).toMatchObject([{ usage }, { usage }]);
});

it("a run that tells of no usage has none", async () => {
  const { call, run } = setup([says("say", "text")]);
  const { id, headers } = newRunKey();
  await (await run("say", { headers })).text();
  expect(await (await call(`/runs/${id}`, { headers })).json()).not.toHaveProperty("usage");
});
