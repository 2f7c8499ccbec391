import { onTestFinished } from "vitest";
import type { App } from "vue";

/** Mounts an app on the page, over markup if given, until the test ends. */
export function showApp(
  app: App,
  html = "",
): { app: App; container: HTMLElement; warnings: string[] } {
  const warnings: string[] = [];
  app.config.warnHandler = (message) => void warnings.push(message);
  const container = document.body.appendChild(document.createElement("div"));
  container.innerHTML = html;
  app.mount(container);
  onTestFinished(() => {
    app.unmount();
    container.remove();
  });
  return { app, container, warnings };
}
