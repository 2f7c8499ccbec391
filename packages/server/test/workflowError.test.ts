import { expect, it } from "vitest";
import { WorkflowError } from "../src/index.ts";
import { refusal, says, setup } from "./support.ts";

/** The class of another copy of the package. */
class Other extends Error {
  override readonly name = "WorkflowError";
  readonly code: string;

  constructor(code: string) {
    super("The model is out.");
    this.code = code;
  }
}

async function failWith(error: Error): Promise<{ status: number; code: unknown; text: string }> {
  const run = (): never => {
    throw error;
  };
  const answer = await setup([{ ...says("broken"), run }]).run("broken");
  return { text: await answer.clone().text(), ...(await refusal(answer)) };
}

it("one of another copy of the package says why its run failed", async () => {
  const error = new Other("upstream_failed");
  expect(error).not.toBeInstanceOf(WorkflowError);
  const { text, ...answer } = await failWith(error);
  expect(answer).toEqual({ status: 502, code: "upstream_failed" });
  expect(text).toContain("The model is out.");
});

it("one of the same name with a code of its own is any other error", async () => {
  const { text, ...answer } = await failWith(new Other("token_invalid"));
  expect(answer).toEqual({ status: 502, code: "workflow_failed" });
  expect(text).not.toContain("The model is out.");
});
