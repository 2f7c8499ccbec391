import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { StreamingText, useWorkflowStream, WorkflowStreamDefaults } from "../src/index.ts";

const fetch = vi.fn<typeof globalThis.fetch>();
const token = vi.fn<() => string>(() => "pub_tok_never_asked");

it("renders the initial text of a component, and asks for nothing", () => {
  const printed = vi.spyOn(console, "error");
  const html = renderToString(
    <WorkflowStreamDefaults value={{ token, fetch }}>
      <StreamingText workflowId="explain" className="story" initialText="a < b" />
    </WorkflowStreamDefaults>,
  );
  expect(html).toBe(
    '<p class="story" data-status="idle"><span data-text="" aria-busy="false">a &lt; b</span><span role="status"></span></p>',
  );
  expect(printed).not.toHaveBeenCalled();
  expect([fetch.mock.calls, token.mock.calls]).toEqual([[], []]);
});

it("renders the initial text of a hook, and asks for nothing", () => {
  function Page(): ReactElement {
    const { text, status } = useWorkflowStream({
      workflowId: "explain",
      token,
      fetch,
      immediate: true,
      initialText: "Once",
    });
    return (
      <p>
        {status}: {text}
      </p>
    );
  }
  expect(renderToString(<Page />)).toBe("<p>idle<!-- -->: <!-- -->Once</p>");
  expect([fetch.mock.calls, token.mock.calls]).toEqual([[], []]);
});
