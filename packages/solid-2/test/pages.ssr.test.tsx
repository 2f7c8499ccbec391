import { renderToStream, renderToString } from "@solidjs/web";
import { createRoot } from "solid-js";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createWorkflowStream } from "../src/index.ts";
import { captureWarnings } from "./warnings.ts";
import { pageNames, pages } from "./pages.tsx";
import { renderPage } from "./renderOnServer.tsx";

let captured: ReturnType<typeof captureWarnings>;
beforeEach(() => {
  captured = captureWarnings();
});
afterEach(() => {
  captured.release();
  expect(captured.warnings).toEqual([]);
});

function createProps() {
  return {
    fetch: vi.fn<typeof globalThis.fetch>(),
    token: vi.fn<() => string>(() => "pub_tok_secret"),
    data: Promise.resolve("server data"),
  };
}

it.each(pageNames)("asks for nothing on a server, and shows no token: %s", async (name) => {
  const props = createProps();
  const Page = pages[name];
  const html = [
    renderToString(() => <Page {...props} />),
    // these wait for the response's end
    await renderToStream(() => <Page {...props} />),
    ...(await renderPage(name, props)),
  ].join("");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(html).toMatch(/<(p|section|i|td)\b/);
  expect(html).not.toContain("pub_tok_secret");
  expect(props.fetch).not.toHaveBeenCalled();
  expect(props.token).not.toHaveBeenCalled();
});

it("renders the initial text as text, and the status", () => {
  const html = renderToString(() => pages.component(createProps()));
  expect(html).toMatch(/<section [^>]*class="story ?" data-status="idle"/);
  expect(html).toMatch(/<span [^>]*data-text aria-busy="false">a &lt; b &amp; c\n<\/span>/);
  expect(html).toMatch(/<span [^>]*role="status"><\/span>/);
  expect(html).not.toContain("data-spinner");
});

it("a text to come is a fallback in what is sent, and holds no part of a page back", async () => {
  const [, shell, ...rest] = await renderPage("beside", createProps());
  expect(shell).toMatch(/<i[^>]*>slow<\/i>/);
  expect(shell).toMatch(/<i[^>]*>waiting<\/i>/);
  expect(rest.join("")).toContain("server data");
});

it("start does nothing in a server render", async () => {
  const { fetch, token } = createProps();
  const { start, status } = createRoot(() =>
    createWorkflowStream({ workflowId: "explain", fetch, token }),
  );
  expect(await start()).toMatchObject({ status: "stopped" });
  expect([status(), fetch.mock.calls, token.mock.calls]).toEqual(["idle", [], []]);
});
