import { createScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import { createWorkflowStream } from "../../src/index.ts";
import {
  createPersister,
  type PersisterStorage,
  sessionPersister,
} from "../../src/persist/index.ts";
import { persisterOf } from "../support/pages.ts";
import { posts, streamOf } from "../support/streams.ts";
import { quiet } from "../support/virtualTime.ts";

it.each(["", undefined, 7])("a persister named %j is a TypeError", (name) => {
  // @ts-expect-error a name is a text
  const named = (): unknown => sessionPersister(name);
  expect(named).toThrow(TypeError);
});

describe("a stream that has no run to remember takes no persister:", () => {
  const persister = persisterOf({ text: null });

  it("one of any endpoint", () => {
    // @ts-expect-error neither by its types
    expect(() => createWorkflowStream({ url: "/run", persister })).toThrow(TypeError);
  });

  it("one that does not resume", () => {
    const options = { workflowId: "explain", resume: false, persister } as const;
    // @ts-expect-error neither by its types
    expect(() => createWorkflowStream(options)).toThrow(TypeError);
  });
});

it("nothing is read or saved before restore or start", async () => {
  const calls: string[] = [];
  const stream = streamOf(createScriptedServer(), {
    persister: createPersister({
      load: () => void calls.push("load"),
      save: () => calls.push("save"),
      clear: () => calls.push("clear"),
    }),
  });
  stream.subscribe(() => {});
  stream.getSnapshot();
  await quiet();
  expect(calls).toEqual([]);
  await stream.restore();
  expect(calls).toEqual(["load"]);
});

it("who restores has its name before anything is found: a duplicate of the tab takes another", async () => {
  const calls: string[] = [];
  const persister = createPersister({
    load: () => (calls.push("load"), null),
    save() {},
    clear() {},
    owner: () => (calls.push("owner"), "a tab"),
  });
  await streamOf(createScriptedServer(), { persister }).restore();
  expect(calls).toEqual(["owner", "load"]);
});

it("a request says that its run may go on unread where there is a persister, and only there", async () => {
  const server = createScriptedServer();
  void streamOf(server, { persister: persisterOf({ text: null }) }).start();
  void streamOf(server).start();
  await quiet();
  const said = posts(server).map(({ url }) => url.searchParams.get("detach"));
  expect(new Set(said)).toEqual(new Set(["1", null]));
});

it("a storage may be an instance of a class", async () => {
  class Storage implements PersisterStorage {
    #text: string | null = null;
    load(): string | null {
      return this.#text;
    }
    save(text: string): void {
      this.#text = text;
    }
    clear(): void {
      this.#text = null;
    }
  }
  const persister = createPersister(new Storage());
  const server = createScriptedServer({ deltas: ["a text"] });
  await streamOf(server, { persister }).start();
  expect(await streamOf(server, { persister }).restore()).toMatchObject({ text: "a text" });
  await persister.clear();
  expect(await persister.load()).toBeNull();
});

it("a persister of one's own that is not made by createPersister is told so", () => {
  const options = { workflowId: "explain", persister: { load() {}, save() {}, clear() {} } };
  // @ts-expect-error neither by its types
  expect(() => createWorkflowStream(options)).toThrow(/createPersister/);
});
