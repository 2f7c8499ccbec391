import { expect, it } from "vitest";
import { z } from "zod";
import { defineWorkflow, WorkflowError, type Workflow } from "../../src/index.ts";
import { promptWorkflow } from "../../src/prompt.ts";
import { failingModel, modelOf, says } from "../promptModels.ts";
import { apiError } from "../promptRun.ts";
import { asBackend, asEvents, newRunKey, setup } from "../support.ts";
import { startSdk } from "./sdk.ts";

const template = "TEMPLATE {{topic}}";

function ofModel(id: string, model: ReturnType<typeof modelOf>): Workflow {
  return promptWorkflow({
    id,
    template,
    model,
    system: "SYSTEM",
    settings: { headers: { "x-key": "HEADER" } },
  });
}

it("no key, token, input, text or word of an error stands in what is recorded", async () => {
  const { telemetry, all, spans } = startSdk();
  const failing = defineWorkflow({
    id: "failing",
    inputs: z.object({ topic: z.string() }),
    async *run({ topic }) {
      yield `TEXT about ${topic}`;
      throw new WorkflowError(`WORDS on ${topic}`, { cause: new Error(`CAUSE ${topic}`) });
    },
  });
  const workflows = [
    ofModel("answers", modelOf(says("TEXT ", "of the model"))),
    ofModel("refuses", failingModel(apiError(500, "PROVIDER says no"))),
    failing as Workflow,
  ];
  const { run, call, token } = setup(workflows, { telemetry });
  const body = JSON.stringify({ topic: "INPUT" });
  const secrets = ["sk_test", "TEMPLATE", "SYSTEM", "HEADER", "TEXT", "WORDS", "CAUSE", "PROVIDER"];
  secrets.push("INPUT", "QUERY", "origin.test", "BAGGAGE", "the prompt", "the response");

  for (const { id } of workflows) {
    const { id: runId, key, headers } = newRunKey();
    const given = await token({ inputs: { topic: "INPUT" }, origin: "https://origin.test" });
    secrets.push(given.slice("pub_tok_".length), key.slice(runId.length + 1));
    const named = { ...headers, ...asEvents, origin: "https://origin.test", baggage: "a=BAGGAGE" };
    await (await run(id, { token: given, headers: named, body })).text();
    await (await run(id, { token: `${given}QUERY`, body })).text();
    await (await call(`/runs/${runId}/stream?offset=QUERY`, { headers })).text();
    await call(`/run/${id}?x=QUERY`, { method: "POST", headers: asBackend, body });
    await call(`/runs/${key}`, { headers });
  }

  expect(spans().map(({ name }) => name)).toHaveLength(10);
  const recorded = await all();
  expect(recorded).toContain("run answers");
  expect(recorded).toContain("workflow_failed");
  for (const secret of secrets) expect(recorded, secret).not.toContain(secret);
});
