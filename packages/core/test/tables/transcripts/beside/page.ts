import type { Source } from "../../../../src/index.ts";

/** A page, and the source that it is where nothing else names it. */
export const PAGE = { url: "https://tides.example/", title: "Tides 🌊" };
export const SOURCE: Source = { id: PAGE.url, ...PAGE };

/** What a filter before the first character makes of a run. */
export const FILTERED = { code: "workflow_failed", serverCode: "content_filter" } as const;
