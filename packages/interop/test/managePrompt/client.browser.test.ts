import { createWorkflowStream, type WorkflowStream } from "@workflow-stream/core";
import { describe, expect, inject, it } from "vitest";
import { text } from "../support/text.ts";

const origin = inject("managePromptOrigin");

async function freshToken(): Promise<{ token: string }> {
  const response = await fetch(`${origin}/backend/token`);
  return (await response.json()) as { token: string };
}

function stream(workflowId: string, token: () => unknown): WorkflowStream {
  return createWorkflowStream({
    url: `${origin}/api/v1/run/${workflowId}/stream`,
    token: token as () => string,
  });
}

describe("a server of another origin whose errors lack CORS headers", () => {
  it("gives its text whole, unverified", async () => {
    const result = await stream("story", freshToken).start();
    expect(result).toMatchObject({ status: "done", text, isPartial: false, verified: false });
  });

  it("a spent token is an opaque failure, with a hint", async () => {
    const { token } = await freshToken();
    await stream("story", () => token).start();
    const result = await stream("story", () => token).start();
    expect(result).toMatchObject({
      status: "error",
      error: { code: "network", phase: "connect", hint: "cors_or_spent_token" },
    });
    expect(result.error?.status).toBeUndefined();
  });

  it("a token past its ttl says so", async () => {
    const expired = async (): Promise<object> => ({ ...(await freshToken()), ttl: 0.001 });
    const result = await stream("missing", expired).start();
    expect(result.error).toMatchObject({ code: "network", hint: "token_expired" });
  });

  it("a workflow that is not there is an opaque failure too", async () => {
    const result = await stream("missing", freshToken).start();
    expect(result.error).toMatchObject({ code: "network", hint: "cors_or_spent_token" });
  });

  it("an empty 200 is an error", async () => {
    expect((await stream("empty", freshToken).start()).error).toMatchObject({ code: "empty" });
  });

  it("a body that breaks off keeps its text", async () => {
    expect(await stream("cut", freshToken).start()).toMatchObject({
      status: "error",
      text: "Once upon",
      isPartial: true,
      error: { code: "interrupted" },
    });
  });
});
