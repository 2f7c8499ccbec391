import { createScriptedServer } from "@workflow-stream/conformance";
import type { ReactElement } from "react";
import { expect, it } from "vitest";
import { render } from "vitest-browser-react";
import { StreamingText } from "../src/index.ts";
import { firstRun, status, text } from "./page.tsx";

it("leaves the text's nodes alone when it renders anew", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const page = (className: string): ReactElement => (
    <StreamingText
      workflowId="explain"
      token={token}
      initialText="Before"
      className={className}
      options={{ fetch }}
    />
  );
  const { container, rerender } = await render(page("a"));
  const run = await firstRun(server);
  run.write("one");
  await expect.poll(() => text(container)).toBe("one");
  const node = container.querySelector("[data-text] > span")!.firstChild!;
  await rerender(page("b"));
  run.write(" two");
  run.finish();
  await expect.poll(() => status(container)).toBe("done");
  expect(container.querySelector("p")!.className).toBe("b");
  expect([node.isConnected, node.textContent]).toEqual([true, "one two"]);
});
