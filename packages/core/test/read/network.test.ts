import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { readText } from "../../src/index.ts";
import type { Format } from "../../src/formats/format.ts";
import { collect } from "../support/responses.ts";
import { themesOf } from "../tables/external.ts";
import {
  acceptable,
  faultFormats,
  faults,
  outcomeOf,
  startFaultServer,
} from "../tables/externalFaults.ts";

/** Serves one answer on loopback until the test is over. */
async function serve(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function read(url: string, format: "auto" | Format = "auto") {
  const { items, error } = await collect(
    (async function* () {
      yield* readText(await fetch(url), { format });
    })(),
  );
  return { text: items.join(""), error };
}

describe("over a real connection", () => {
  it("a text comes whole", async () => {
    const url = await serve((response) => {
      for (const byte of Buffer.from("aé€😀")) response.write(Buffer.of(byte));
      response.end();
    });
    expect(await read(url)).toEqual({ text: "aé€😀", error: undefined });
  });

  it("a text that the server breaks off is an interruption", async () => {
    const url = await serve((response) =>
      response.write("half", () => setTimeout(() => response.destroy(), 20)),
    );
    const { text, error } = await read(url);
    expect(text).toBe("half");
    expect(error).toMatchObject({ code: "interrupted", cause: expect.any(Error) });
  });

  it("a text shorter than its stated length is an interruption", async () => {
    const url = await serve((response) => {
      response.writeHead(200, { "content-length": 10 });
      response.write("half", () => setTimeout(() => response.socket?.end(), 20));
    });
    const { text, error } = await read(url);
    expect(text).toBe("half");
    expect(error).toMatchObject({ code: "interrupted" });
  });

  it("leaving the loop lets the server know", async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((response) => {
      closed = new Promise((resolve) => response.on("close", resolve));
      response.write("a");
    });
    for await (const delta of readText(await fetch(url))) {
      expect(delta).toBe("a");
      break;
    }
    await closed;
  });
});

describe.each(themesOf(faults))("faults: %s", (theme) => {
  let server: Awaited<ReturnType<typeof startFaultServer>>;
  beforeAll(async () => void (server = await startFaultServer()));
  afterAll(() => server.close());

  it.concurrent.for(faults.filter((fault) => fault.theme === theme))(
    "$name",
    async (fault, { expect }) => {
      const url = server.url + fault.path.replace("{key}", fault.name);
      for (const step of fault.expect.sequence ?? [fault.expect]) {
        const { text, error } = await read(url, faultFormats[fault.type]);
        const outcome = outcomeOf(text, error, { ...fault.expect, ...step });
        expect(acceptable(fault, step), String(error)).toContain(outcome);
      }
    },
  );
});
