import { type ReactElement, type ReactNode, startTransition, useEffect, useState } from "react";

/** How many items a slow page has, and how long each takes to render, in ms: many frames in all. */
const ITEMS = 40;
const ITEM_MS = 8;

/** What is on a slow page. */
interface SlowPageOptions {
  /** What each of its items holds. Default nothing. */
  readonly content?: () => ReactNode;
  /** Called between two pieces of React's work, at the first, second and third quarter of the page. */
  readonly onQuarter?: (quarter: number) => void;
}

/** A page that a transition leads to, and how it went. */
export interface SlowPage {
  /** Renders what stands beside the page, and the page once it was asked for. */
  readonly Site: (props: { children: ReactNode }) => ReactElement;
  /** Goes to the page in a transition; resolves when it stands. */
  go(): Promise<void>;
  /** How often React began to render the page. */
  renders(): number;
}

/** Makes a page that takes long to render. */
export function createSlowPage({ content, onQuarter }: SlowPageOptions = {}): SlowPage {
  let renders = 0;
  let show!: (isShown: boolean) => void;
  let onShown!: () => void;

  function Item({ place }: { place: number }): ReactElement {
    if (place === 0) renders++;
    const quarter = (place * 4) / ITEMS;
    if (quarter > 0 && Number.isInteger(quarter)) queueMicrotask(() => onQuarter?.(quarter));
    const end = performance.now() + ITEM_MS;
    while (performance.now() < end);
    return <i>{content?.()}</i>;
  }
  function Page(): ReactElement {
    useEffect(onShown, []);
    const places = Array.from({ length: ITEMS }, (_, place) => place);
    return (
      <section>
        {places.map((place) => (
          <Item key={place} place={place} />
        ))}
      </section>
    );
  }
  return {
    renders: () => renders,
    Site({ children }) {
      const [isShown, setIsShown] = useState(false);
      show = setIsShown;
      return (
        <main>
          {children}
          {isShown && <Page />}
        </main>
      );
    },
    go() {
      return new Promise((resolve) => {
        onShown = resolve;
        startTransition(() => show(true));
      });
    },
  };
}
