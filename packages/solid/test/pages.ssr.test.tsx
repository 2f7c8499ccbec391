import { renderToString, renderToStringAsync } from "solid-js/web";
import { expect, it, vi } from "vitest";
import { createWorkflowStream } from "../src/index.ts";
import { pageNames, pages } from "./pages.tsx";
import { renderPage } from "./renderOnServer.tsx";

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
    await renderToStringAsync(() => <Page {...props} />),
    ...(await renderPage(name, props)),
  ].join("");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(html).toMatch(/<(p|section|article|td) /);
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

it("renders the initial text as Markdown", () => {
  const html = renderToString(() => pages.markdown(createProps()));
  expect(html).toMatch(/<article [^>]*data-status="idle"/);
  expect(html).toContain('<h1 dir="auto">Tides</h1><p dir="auto">a <em>b</em> &lt; <a href');
});

it("a text to come holds no part of a streamed page back", async () => {
  const [, shell, ...rest] = await renderPage("streamed", createProps());
  expect(shell).toContain("<i>slow</i>");
  expect(rest.join("")).toContain("server data");
  expect(rest.join("")).toMatch(/<article [^>]*><button>tides<\/button><b><\/b><\/article>/);
});

it("start does nothing in a server render", async () => {
  const { fetch, token } = createProps();
  const { start, status } = createWorkflowStream({ workflowId: "explain", fetch, token });
  expect(await start()).toMatchObject({ status: "stopped" });
  expect([status(), fetch.mock.calls, token.mock.calls]).toEqual(["idle", [], []]);
});
