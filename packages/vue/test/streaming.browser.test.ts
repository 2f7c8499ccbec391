import { expect, it, vi } from "vitest";
import { render } from "vitest-browser-vue";
import { defineComponent, effectScope, h, nextTick } from "vue";
import { createWorkflowStream, StreamingText, useWorkflowStream } from "../src/index.ts";
import { scriptServer } from "./server.ts";

const text = (root: Element): string | null => root.querySelector("[data-text]")!.textContent;

it("shows the text as it grows, as text", async () => {
  const { fetch, requests, write, end } = scriptServer();
  const { container } = await render(StreamingText, { props: { url: "/run", options: { fetch } } });
  await expect.poll(() => requests.length).toBe(1);
  write("<b>one</b>\n");
  await expect.poll(() => text(container)).toBe("<b>one</b>\n");
  expect(container.querySelector("p")!.dataset.status).toBe("streaming");
  expect(container.querySelector("b")).toBeNull();
  write("two");
  await expect.poll(() => text(container)).toBe("<b>one</b>\ntwo");
  end();
  await expect.poll(() => container.querySelector("p")!.dataset.status).toBe("done");
  expect(container.querySelector("[role=status]")!.textContent).toBe("The text is complete.");
});

it("aborts the request when the component goes", async () => {
  const server = scriptServer();
  const { unmount } = await render(StreamingText, {
    props: { url: "/run", options: { fetch: server.fetch } },
  });
  await expect.poll(() => server.requests.length).toBe(1);
  await unmount();
  await expect.poll(() => server.isAborted).toBe(true);
});

it("renders once for many deltas in a frame", async () => {
  const { fetch, write, end } = scriptServer();
  let renders = 0;
  const Page = defineComponent(() => {
    const { text, start } = useWorkflowStream({ url: "/run", fetch });
    void start();
    return () => {
      renders++;
      return h("p", text.value);
    };
  });
  const { container } = await render(Page);
  await nextTick();
  const before = renders;
  for (let i = 0; i < 1000; i++) write("x");
  end();
  await expect.poll(() => container.textContent).toBe("x".repeat(1000));
  expect(renders - before).toBeLessThan(20);
});

it("works outside a component, and ends with its scope", async () => {
  const server = scriptServer();
  const scope = effectScope();
  const { start, status } = scope.run(() =>
    useWorkflowStream({ url: "/run", fetch: server.fetch }),
  )!;
  void start({ topic: "tides" });
  await expect.poll(() => server.requests.length).toBe(1);
  expect(await server.requests[0]!.json()).toEqual({ topic: "tides" });
  expect(status.value).toBe("connecting");
  scope.stop();
  await expect.poll(() => server.isAborted).toBe(true);
});

it("only subscribes to a stream it was handed", async () => {
  const server = scriptServer();
  const stream = createWorkflowStream({ url: "/run", fetch: server.fetch });
  void stream.start();
  const { container, unmount } = await render(StreamingText, { props: { stream } });
  await expect.poll(() => server.requests.length).toBe(1);
  server.write("shared");
  await expect.poll(() => text(container)).toBe("shared");
  await unmount();
  server.write(" and alive");
  server.end();
  await vi.waitFor(() => expect(stream.getSnapshot().status).toBe("done"));
  expect(stream.getSnapshot().text).toBe("shared and alive");
  expect(server.isAborted).toBe(false);
});
