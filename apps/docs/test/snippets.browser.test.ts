import { afterEach, expect, it, vi } from "vitest";
import UseCompletion from "../src/snippets/guides/useCompletion.vue";
import { Ask as ReactAsk } from "../src/snippets/react/Ask.tsx";
import { Explanation as ReactExplanation } from "../src/snippets/react/Explanation.tsx";
import { InMarkdown as ReactInMarkdown } from "../src/snippets/react/InMarkdown.tsx";
import { NamedFormat as ReactNamedFormat } from "../src/snippets/react/NamedFormat.tsx";
import { OneLine as ReactOneLine } from "../src/snippets/react/OneLine.tsx";
import { Research as ReactResearch } from "../src/snippets/react/Research.tsx";
import { Ask as SolidAsk } from "../src/snippets/solid/Ask.tsx";
import { Explanation as SolidExplanation } from "../src/snippets/solid/Explanation.tsx";
import { InMarkdown as SolidInMarkdown } from "../src/snippets/solid/InMarkdown.tsx";
import { NamedFormat as SolidNamedFormat } from "../src/snippets/solid/NamedFormat.tsx";
import { OneLine as SolidOneLine } from "../src/snippets/solid/OneLine.tsx";
import { Research as SolidResearch } from "../src/snippets/solid/Research.tsx";
import SvelteAsk from "../src/snippets/svelte/Ask.svelte";
import SvelteExplanation from "../src/snippets/svelte/Explanation.svelte";
import SvelteInMarkdown from "../src/snippets/svelte/InMarkdown.svelte";
import SvelteNamedFormat from "../src/snippets/svelte/NamedFormat.svelte";
import SvelteOneLine from "../src/snippets/svelte/OneLine.svelte";
import SvelteResearch from "../src/snippets/svelte/Research.svelte";
import VueAsk from "../src/snippets/vue/Ask.vue";
import VueExplanation from "../src/snippets/vue/Explanation.vue";
import VueInMarkdown from "../src/snippets/vue/InMarkdown.vue";
import VueNamedFormat from "../src/snippets/vue/NamedFormat.vue";
import VueOneLine from "../src/snippets/vue/OneLine.vue";
import VueResearch from "../src/snippets/vue/Research.vue";
import { createBackend } from "./backend.ts";
import { inReact, inSolid, inSvelte, inVue, type Mount } from "./mount.ts";

// Every snippet that makes a page is such a page here: it is mounted, its button is pressed, and its text comes.

/** Without a button: its text comes by itself. */
const ONE_LINE: Record<string, Mount> = {
  "vue/OneLine": inVue(VueOneLine),
  "svelte/OneLine": inSvelte(SvelteOneLine),
  "solid/OneLine": inSolid(SolidOneLine),
  "react/OneLine": inReact(ReactOneLine),
  "vue/InMarkdown": inVue(VueInMarkdown),
  "svelte/InMarkdown": inSvelte(SvelteInMarkdown),
  "solid/InMarkdown": inSolid(SolidInMarkdown),
  "react/InMarkdown": inReact(ReactInMarkdown),
  "vue/NamedFormat": inVue(VueNamedFormat),
  "svelte/NamedFormat": inSvelte(SvelteNamedFormat),
  "solid/NamedFormat": inSolid(SolidNamedFormat),
  "react/NamedFormat": inReact(ReactNamedFormat),
};

const ASK: Record<string, Mount> = {
  "vue/Ask": inVue(VueAsk),
  "svelte/Ask": inSvelte(SvelteAsk),
  "solid/Ask": inSolid(SolidAsk),
  "react/Ask": inReact(ReactAsk),
  "vue/Explanation": inVue(VueExplanation),
  "svelte/Explanation": inSvelte(SvelteExplanation),
  "solid/Explanation": inSolid(SolidExplanation),
  "react/Explanation": inReact(ReactExplanation),
  "guides/useCompletion": inVue(UseCompletion),
};

const RESEARCH: Record<string, Mount> = {
  "vue/Research": inVue(VueResearch),
  "svelte/Research": inSvelte(SvelteResearch),
  "solid/Research": inSolid(SolidResearch),
  "react/Research": inReact(ReactResearch),
};

let unmount = (): void => {};
afterEach(() => {
  unmount();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** Shows a page. */
function show(mount: Mount): HTMLElement {
  const place = document.createElement("main");
  document.body.append(place);
  unmount = mount(place);
  return place;
}

/** Shows a page and presses its button. */
async function press(mount: Mount): Promise<void> {
  const place = show(mount);
  await expect.poll(() => place.querySelector("button")).not.toBeNull();
  place.querySelector("button")!.click();
}

const shownText = (): string | null | undefined =>
  document.querySelector("[data-text]")?.textContent;

it("no snippet that makes a page is left out", () => {
  // Those of the testing page are tests, which packages/interop runs; a block of code is a part of one.
  const files = Object.keys(
    import.meta.glob([
      "../src/snippets/**/*.{vue,svelte,tsx}",
      "!**/reference/**",
      "!**/testing/**",
      "!**/CodeBlock.*",
    ]),
  );
  const names = files.map((file) =>
    file.replace("../src/snippets/", "").split(".").slice(0, -1).join("."),
  );
  const known = [ONE_LINE, ASK, RESEARCH].flatMap((pages) => Object.keys(pages));
  expect(names.toSorted()).toEqual(known.toSorted());
});

it.each(Object.entries(ONE_LINE))("%s shows the text by itself", async (_, mount) => {
  vi.stubGlobal("fetch", createBackend({ deltas: ["High ", "water."] }));
  show(mount);
  await expect.poll(shownText).toBe("High water.");
});

it.each(Object.entries(ASK))("%s shows the text", async (_, mount) => {
  vi.stubGlobal("fetch", createBackend({ deltas: ["High ", "water."] }));
  await press(mount);
  await expect.poll(shownText).toBe("High water.");
});

it.each(Object.entries(RESEARCH))("%s shows what stands beside the text", async (_, mount) => {
  const deltas = [
    { type: "reasoning", text: "The Moon pulls." },
    { type: "source", url: "https://example.com/tides", title: "Tides" },
    "High water.",
  ] as const;
  vi.stubGlobal(
    "fetch",
    createBackend({ deltas, ending: { finish: { usage: { outputTokens: 80 } } } }),
  );
  await press(mount);
  await expect.poll(shownText).toBe("High water.");
  await expect.poll(() => document.querySelector("small")?.textContent).toBe("80 tokens");
  expect(document.querySelector("details")?.textContent).toContain("The Moon pulls.");
  expect(document.querySelector("li a")?.getAttribute("href")).toBe("https://example.com/tides");
});
