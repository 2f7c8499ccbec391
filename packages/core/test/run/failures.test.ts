import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { WorkflowStreamError } from "../../src/errors.ts";
import { isAmbiguous } from "../../src/run/failures.ts";

/** The rows of the protocol's table of errors: a status, and the codes that come with it. */
const rows = readFileSync(new URL("../../../../docs/protocol.md", import.meta.url), "utf8")
  .split("\n")
  .map((line) => /^\| (\d{3})\s+\| (`.*?)\s*\|/.exec(line))
  .flatMap((row) => (row ? [{ status: Number(row[1]), codes: row[2]!.matchAll(/`(\w+)`/g) }] : []))
  .flatMap(({ status, codes }) => [...codes].map(([, code]) => ({ status, code: code! })));

it("the table is found", () => {
  expect(rows.length).toBeGreaterThan(20);
});

it.each(rows)(
  "a post that is answered by $status $code is not repeated as if it had been lost",
  ({ status, code }) => {
    const error = new WorkflowStreamError("server", "connect", { status, serverCode: code });
    expect(isAmbiguous(error)).toBe(false);
  },
);
