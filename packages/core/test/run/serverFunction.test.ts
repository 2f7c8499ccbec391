import { createScriptedServer, type ScriptedServer } from "@workflow-stream/testing";
import * as devalue from "devalue";
import { deserialize, serialize, toJSONAsync } from "seroval";
import { describe, expect, it } from "vitest";
import type { RequestContext, WorkflowStreamOptions } from "../../src/index.ts";
import { API, streamOf } from "../support/streams.ts";

/** How frameworks write down what a function of their server is called with. */
const WRITERS: Record<string, (args: unknown[]) => unknown> = {
  "seroval, as SolidStart": (args) => toJSONAsync(args),
  "seroval, at once": (args) => deserialize(serialize(args)),
  "devalue, as SvelteKit": (args) => devalue.parse(devalue.stringify(args)),
  JSON: (args) => JSON.parse(JSON.stringify(args)) as unknown,
};

type Told = (context: RequestContext) => Promise<void>;

/** The options that may be a function of a server. */
const OPTIONS: Record<
  string,
  (server: ScriptedServer, told: Told) => Partial<WorkflowStreamOptions>
> = {
  token: (server, told) => ({ token: (context) => told(context).then(() => server.token()) }),
  headers: (_, told) => ({ headers: (context) => told(context).then(() => ({})) }),
  url: (_, told) => ({ url: (context) => told(context).then(() => `${API}/run/explain/stream`) }),
};

describe.each(Object.entries(WRITERS))("a call written down by %s", (_, write) => {
  it.each(Object.entries(OPTIONS))("may be that of a `%s` function", async (_, optionsOf) => {
    const server = createScriptedServer({ deltas: ["text"] });
    const contexts: RequestContext[] = [];
    const told: Told = async (context) => {
      contexts.push(context);
      await write([context]);
    };
    const result = await streamOf(server, optionsOf(server, told)).start();
    expect(result).toMatchObject({ status: "done", text: "text" });
    expect(Object.keys(contexts[0]!)).toEqual(["attempt", "reason"]);
    expect(contexts[0]!.signal).toBeInstanceOf(AbortSignal);
  });
});
