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

it("what a workflow tells once its run has ended counts no more", async () => {
  const late: Workflow = {
    ...says("late"),
    async *run(_inputs, { signal, reportUsage }) {
      reportUsage({ inputTokens: 3 });
      signal.addEventListener("abort", () => reportUsage({ inputTokens: 3, outputTokens: 99 }));
      yield "begun";
      await new Promise((_resolve, reject) => signal.addEventListener("abort", reject));
    },
  };
  const { call, run, reports } = setup([late]);
  const { id, headers } = newRunKey();
  await run("late", { headers: { ...headers, ...asEvents } });
  await call(`/runs/${id}`, { method: "DELETE", headers });
  await until(() => reports.length === 1);
  expect(reports).toMatchObject([{ status: "aborted", usage: { inputTokens: 3 } }]);
  expect(reports[0]?.usage).not.toHaveProperty("outputTokens");
});
