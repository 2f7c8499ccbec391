import { type RefCallback, useImperativeHandle, useState } from "react";

type End = () => void;

/**
 * Begins something once the page was written and before it is painted, again when `begin` is another function, and ends what was
 * begun. It is a layout effect, by the one name of it that React 18 takes on a server without a warning.
 */
export function useBeforePaint(begin: () => End | undefined): void {
  const [holder] = useState(createHolder);
  useImperativeHandle(holder, begin, [holder, begin]);
}

/** Makes a ref that ends what it held when it is given something else. */
function createHolder(): RefCallback<End | undefined> {
  let end: End | undefined;
  return (next) => {
    end?.();
    end = next ?? undefined;
  };
}
