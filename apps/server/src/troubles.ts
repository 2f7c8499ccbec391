import { setTimeout as sleep } from "node:timers/promises";
import { defineWorkflow, WorkflowError, type Workflow } from "@workflow-stream/server";
import { Hono } from "hono";
import { z } from "zod";
import { pace } from "./pace.ts";

const retryAfterSeconds = 5;

/** `breaks-off`: fails in the middle of a sentence. */
const breaksOff = defineWorkflow({
  id: "breaks-off",
  inputs: z.object({}),
  async *run(_, { signal }) {
    const beginning =
      "This text was going well. It had a first sentence, and a second one, and in the middle of its third the model";
    yield* pace([beginning], { wordsPerSecond: 40, signal });
    throw new WorkflowError("The model behind the workflow failed.", { code: "upstream_failed" });
  },
});

/** `says-nothing`: ends without a character. */
const saysNothing = defineWorkflow({
  id: "says-nothing",
  inputs: z.object({}),
  async *run(_, { signal }) {
    await sleep(300, undefined, { signal });
    yield "";
  },
});

/** Workflows that go wrong on purpose. */
export const troubledWorkflows: readonly Workflow[] = [breaksOff, saysNothing] as Workflow[];

/** An API that always has too much to do: every run is a 429. */
export const busyApi = new Hono().all("/run/*", (c) =>
  c.json(
    {
      type: "about:blank",
      title: "Too Many Requests",
      status: 429,
      detail: "Too many runs. Try again in a few seconds.",
      success: false,
      error: "Too many runs. Try again in a few seconds.",
      code: "rate_limited",
    },
    429,
    { "retry-after": String(retryAfterSeconds) },
  ),
);
