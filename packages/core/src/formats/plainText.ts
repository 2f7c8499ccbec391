import type { Format } from "./format.ts";
import { defineFormat } from "./defineFormat.ts";

/** `text/plain`: every byte is text, and nothing says that it ended. */
export const plainText: Format = /* @__PURE__ */ defineFormat({
  name: "plainText",
  framing: "text",
  terminal: false,
  read: ({ data }) => ({ text: data }),
});
