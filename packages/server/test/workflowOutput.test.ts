import { expect, test, vi } from "vitest";
import { untilReturned } from "../src/workflowOutput.ts";

async function read(output: Parameters<typeof untilReturned>[0]): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const piece of untilReturned(output, (returned) => seen.push(returned))) {
    seen.push(piece);
  }
  return seen;
}

test("what a workflow returns comes after its last piece", async () => {
  async function* output() {
    yield "one";
    yield "two";
    return { finishReason: "length" } as const;
  }
  expect(await read(output())).toEqual(["one", "two", { finishReason: "length" }]);
});

test("pieces that need no waiting for are taken too", async () => {
  expect(await read(["one", "two"].values())).toEqual(["one", "two", undefined]);
  expect(await read("ab")).toEqual(["a", "b", undefined]);
});

test("a workflow whose reader leaves comes to its finally, and has returned nothing", async () => {
  const onReturn = vi.fn();
  const onFinally = vi.fn();
  async function* output() {
    try {
      yield "one";
      yield "two";
    } finally {
      onFinally();
    }
  }
  for await (const _piece of untilReturned(output(), onReturn)) break;
  expect(onFinally).toHaveBeenCalledOnce();
  expect(onReturn).not.toHaveBeenCalled();
});
