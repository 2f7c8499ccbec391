import { expect, it } from "vitest";
import { isSameStart, type StartKey, startKeyOf } from "../../src/run/startKey.ts";

const here = { workflowId: "explain", baseUrl: "/api/v1" };
const keyOf = (target: Parameters<typeof startKeyOf>[0], body = '{"a":1,"b":[2]}'): StartKey =>
  startKeyOf(target, body);

it.each<[string, StartKey, StartKey]>([
  ["fields in another order", keyOf(here), keyOf({ baseUrl: "/api/v1", workflowId: "explain" })],
  ["url functions", keyOf({ url: () => "/a" }), keyOf({ url: () => "/b" })],
  [
    "a url as text or object",
    keyOf({ url: "http://a.test/" }),
    keyOf({ url: new URL("http://a.test") }),
  ],
  ["inputs whose members stand in another order", keyOf(here), keyOf(here, '{"b":[2],"a":1}')],
])("%s make equal starts", (_, one, other) => {
  expect(isSameStart(one, other)).toBe(true);
});

it.each<[string, StartKey]>([
  ["workflow", keyOf({ ...here, workflowId: "translate" })],
  ["base", keyOf({ ...here, baseUrl: "/api/v2" })],
  ["kind of target", keyOf({ url: "explain", baseUrl: "/api/v1" })],
  ["value of an input", keyOf(here, '{"a":1,"b":[3]}')],
  ["input", keyOf(here, '{"a":1,"c":[2]}')],
])("another %s makes another start", (_, other) => {
  expect(isSameStart(keyOf(here), other)).toBe(false);
});
