import type { JSX } from "@solidjs/web";
import { hideFromSight } from "@workflow-stream/core/binding";
import { createEffect } from "solid-js";

/** What a screen reader hears, out of sight. */
export function Announcer(props: { readonly announcement: string }): JSX.Element {
  let element!: HTMLSpanElement;
  // not by the template, whose text node a page's translation would take away
  createEffect(
    () => props.announcement,
    (announcement) => {
      hideFromSight(element);
      element.textContent = announcement;
    },
  );
  return <span role="status" ref={element} />;
}
