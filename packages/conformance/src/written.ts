import type { Scene } from "./scene.ts";

/** The element that holds what is written. */
export const holder = (scene: Scene): HTMLElement => scene.root().querySelector("[data-text]")!;

/** What is written, as markup; text is in one node. */
export const html = (scene: Scene): string => {
  const copy = holder(scene).cloneNode(true) as HTMLElement;
  copy.normalize();
  return copy.innerHTML;
};
