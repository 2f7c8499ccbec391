import { createScriptedServer } from "@workflow-stream/testing";
import { expect, it } from "vitest";
import { createBindingStream } from "../../src/binding/index.ts";
import { optionsFor } from "../support/streams.ts";

const nextTick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it("starts in a browser, with the options of now", async () => {
  const server = createScriptedServer({ deltas: ({ topic }) => [`On ${String(topic)}`] });
  let topic = "tides";
  const stream = createBindingStream(() => optionsFor(server, { inputs: { topic } }));
  expect(await stream.start()).toMatchObject({ status: "done", text: "On tides" });
  topic = "moons";
  expect(await stream.start()).toMatchObject({ status: "done", text: "On moons" });
});

it("ends one tick after its component is gone, and not if it is put back in time", async () => {
  const faults = [{ kind: "stall", afterDeltas: 1 }] as const;
  const server = createScriptedServer({ deltas: ["text"], faults });
  const stream = createBindingStream(() => optionsFor(server));
  const unmount = stream.retain();
  const ended = stream.start();
  unmount();
  const unmountAgain = stream.retain();
  await nextTick();
  await nextTick();
  expect(stream.getSnapshot().isLoading).toBe(true);
  unmountAgain();
  expect(stream.getSnapshot().isLoading).toBe(true);
  expect(await ended).toMatchObject({ status: "stopped" });
});
