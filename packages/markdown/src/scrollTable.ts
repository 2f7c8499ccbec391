import type { MountElement } from "./types.ts";

/**
 * Creates what lets a table scroll in its own place, for `elements`: `{ table: scrollTable() }`. Its host is `[data-scroll]`, to
 * which a style sheet gives `overflow-x: auto`; where the table is wider than that, a keyboard can scroll it, and
 * a screen reader hears `table` of `labels`.
 * @example
 * ```ts
 * attachMarkdown(element, stream, { elements: { table: scrollTable() } });
 * ```
 */
export function scrollTable(): MountElement {
  return (host, _, firstLabels) => {
    let { table: label } = firstLabels;
    host.dataset["scroll"] = "";

    function look(): void {
      if (host.scrollWidth > host.clientWidth) {
        host.tabIndex = 0;
        host.setAttribute("role", "group");
        host.setAttribute("aria-label", label);
      } else {
        leave();
      }
    }

    function leave(): void {
      for (const name of ["tabindex", "role", "aria-label"]) host.removeAttribute(name);
    }

    const observer = new ResizeObserver(look);
    observer.observe(host);
    look();
    return {
      update(_, labels) {
        label = labels.table;
        look();
      },
      destroy() {
        observer.disconnect();
        leave();
        delete host.dataset["scroll"];
      },
    };
  };
}
