import { type ReactElement, useState } from "react";
import { expect, it, onTestFinished } from "vitest";
import { render } from "vitest-browser-react";
import {
  createWorkflowStream,
  StreamingText,
  useWorkflowStream,
  type WorkflowStream,
} from "../src/index.ts";
import { createSlowPage } from "./slowPage.tsx";

function Hook({ stream }: { stream: WorkflowStream }): ReactElement {
  return <b>{useWorkflowStream(stream).text}</b>;
}

function Slot({ stream }: { stream: WorkflowStream }): ReactElement {
  return <StreamingText stream={stream}>{({ text }) => <b>{text}</b>}</StreamingText>;
}

const SHOWN = [Hook, Slot];

/** What the text becomes while a page renders, quarter by quarter. */
const LATER = ["newer", "newer still", "newest"];

/** The texts that stand side by side in each state of a page that may be painted: what React writes in one task is painted as one. */
function watchPaints(page: Element): string[][] {
  const paints: string[][] = [];
  const observer = new MutationObserver(() => {
    paints.push(Array.from(page.querySelectorAll("b"), ({ textContent }) => textContent));
  });
  observer.observe(page, { childList: true, characterData: true, subtree: true });
  onTestFinished(() => observer.disconnect());
  return paints;
}

const differing = (paints: string[][]): string[][] =>
  paints.filter((texts) => new Set(texts).size > 1);

it.each(SHOWN)("paints one text in all of %o that come in a transition", async (Shown) => {
  const stream = createWorkflowStream({ url: "/run", initialText: "old", flush: "sync" });
  const { Site, go } = createSlowPage({
    content: () => <Shown stream={stream} />,
    onQuarter: (quarter) => stream.setText(LATER[quarter - 1]!),
  });
  const { container } = await render(<Site>{null}</Site>);
  const paints = watchPaints(container);
  await go();
  expect(differing(paints)).toEqual([]);
  expect(new Set(paints.flat())).toEqual(new Set(["newest"]));
});

it.each(SHOWN)("paints one text in %o that were there and those that come", async (Shown) => {
  const stream = createWorkflowStream({ url: "/run", initialText: "old", flush: "sync" });
  const { Site, go } = createSlowPage({
    content: () => <Shown stream={stream} />,
    onQuarter: (quarter) => stream.setText(LATER[quarter - 1]!),
  });
  const { container } = await render(
    <Site>
      <Shown stream={stream} />
    </Site>,
  );
  const paints = watchPaints(container);
  await go();
  expect(paints.at(-1)!.length).toBeGreaterThan(1);
  expect(differing(paints)).toEqual([]);
  expect(new Set(paints.at(-1))).toEqual(new Set(["newest"]));
});

it.each(SHOWN)("paints the newest text of another stream that %o are handed", async (Shown) => {
  const before = createWorkflowStream({ url: "/run", initialText: "before" });
  const after = createWorkflowStream({ url: "/run", initialText: "old" });
  const both = [before, after] as const;
  let hand!: (place: 0 | 1) => void;
  function Page(): ReactElement {
    const [place, setPlace] = useState<0 | 1>(0);
    hand = setPlace;
    return <Shown stream={both[place]} />;
  }
  const { container } = await render(<Page />);
  const paints = watchPaints(container);
  after.setText("new");
  hand(1);
  await expect.poll(() => container.textContent).toMatch("new");
  expect(paints.flat()).not.toContain("old");
  expect(paints.flat()).toContain("new");
});
