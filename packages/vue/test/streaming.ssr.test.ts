import { renderToString } from "@vue/server-renderer";
import { expect, it, vi } from "vitest";
import { createSSRApp, h } from "vue";
import { StreamingText } from "../src/index.ts";

it("renders the initial text on a server, and requests nothing", async () => {
  const fetch = vi.fn<typeof globalThis.fetch>();
  const token = vi.fn<() => string>();
  const html = await renderToString(
    createSSRApp({
      render: () =>
        h(StreamingText, {
          workflowId: "explain",
          token,
          initialText: "a < b",
          options: { fetch },
        }),
    }),
  );
  expect(html).toContain("<span data-text>a &lt; b</span>");
  expect(html).toContain('role="status"');
  expect(fetch).not.toHaveBeenCalled();
  expect(token).not.toHaveBeenCalled();
});
