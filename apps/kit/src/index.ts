import "./elements/index.ts";

export { givenPace } from "./address.ts";
export { fetchRecord, fetchToken } from "./backend.ts";
export type { RunSeams } from "./elements/RunSeams.ts";
export type { RunState } from "./elements/RunState.ts";
export { byteLength, compare, count } from "./facts.ts";
export { outlineOf, readingTime } from "./outline.ts";
export { persister } from "./persister.ts";
export { firstRequest, type RunRequest, topics } from "./requests.ts";
export { describeError } from "./words.ts";
