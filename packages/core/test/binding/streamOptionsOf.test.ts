import { expect, it } from "vitest";
import { streamOptionsOf } from "../../src/binding/index.ts";

it("starts by itself, unless told otherwise", () => {
  expect(streamOptionsOf({ url: "/run" })).toEqual({ url: "/run", immediate: true });
  expect(streamOptionsOf({ url: "/run", immediate: false }).immediate).toBe(false);
});

it("takes from `options` what the props leave out", () => {
  const options = { token: "pub_tok_theirs", baseUrl: "/theirs", retries: 0 };
  expect(streamOptionsOf({ workflowId: "explain", baseUrl: "/ours", options })).toEqual({
    workflowId: "explain",
    baseUrl: "/ours",
    token: "pub_tok_theirs",
    retries: 0,
    immediate: true,
  });
});

it("takes nothing that is the component's own", () => {
  const props = { url: "/run", class: "story", announce: "off", stream: undefined };
  expect(Object.keys(streamOptionsOf(props)).sort()).toEqual(["immediate", "url"]);
});
