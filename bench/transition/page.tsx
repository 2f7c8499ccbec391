import { createWorkflowStream, StreamingText, useWorkflowStream } from "@workflow-stream/react";
import { createElement, startTransition, useEffect, useState, type ReactElement } from "react";
import { createRoot } from "react-dom/client";

/** How many items the page has that a transition leads to, and how long each takes to render, in ms. */
const ITEMS = 40;
const ITEM_MS = 8;
/** 100 deltas a second. */
const DELTA_EVERY_MS = 10;
const encoder = new TextEncoder();

/** What shows the stream meanwhile. */
export type Shown = "nothing" | "hook" | "component" | "children";

declare global {
  /** How long a navigation in a transition takes beside what shows the stream, in ms. */
  var navigationMs: (shown: Shown) => Promise<number>;
}

const stream = createWorkflowStream({ url: "/endless", fetch: async () => endlessAnswer() });

/** An answer whose text grows until it is left. */
function endlessAnswer(): Response {
  let timer: ReturnType<typeof setInterval>;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      timer = setInterval(() => controller.enqueue(encoder.encode("a delta ")), DELTA_EVERY_MS);
    },
    cancel: () => clearInterval(timer),
  });
  return new Response(body, { headers: { "content-type": "text/plain" } });
}

const SHOWN: Readonly<Record<Shown, () => ReactElement | null>> = {
  nothing: () => null,
  hook: () => createElement("p", null, useWorkflowStream(stream).text),
  component: () => createElement(StreamingText, { stream }),
  children: () => createElement(StreamingText, { stream, children: ({ text }) => text }),
};

function Item(): ReactElement {
  const end = performance.now() + ITEM_MS;
  while (performance.now() < end);
  return createElement("li");
}

function Page({ onShown }: { onShown: () => void }): ReactElement {
  useEffect(onShown, [onShown]);
  return createElement("ul", null, ...Array.from({ length: ITEMS }, () => createElement(Item)));
}

globalThis.navigationMs = async (shown) => {
  const root = createRoot(document.body.appendChild(document.createElement("main")));
  let show!: (isShown: boolean) => void;
  let onShown!: () => void;
  const stands = new Promise<void>((resolve) => (onShown = resolve));
  function Site(): ReactElement {
    const [isShown, setIsShown] = useState(false);
    useEffect(() => void (show = setIsShown), []);
    const page = isShown && createElement(Page, { onShown });
    return createElement("div", null, createElement(SHOWN[shown]), page);
  }
  root.render(createElement(Site));
  if (shown !== "nothing") {
    void stream.start();
    await stream.ready();
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  const startedAt = performance.now();
  startTransition(() => show(true));
  await stands;
  const tookMs = performance.now() - startedAt;
  stream.stop();
  root.unmount();
  return tookMs;
};
