import { eventually } from "@workflow-stream/conformance";
import { expect, it } from "vitest";
import { openPage } from "./page.ts";
import { showResource } from "./resource.tsx";

it("fails before the first text, and waits again when it is retried", async () => {
  const page = openPage();
  page.server.failNext({ kind: "refuse", status: 403, code: "origin_denied" });
  const { actions } = showResource(page, () => ({ topic: "tides" }));
  await page.shows("forbidden");
  expect(actions.error()?.code).toBe("forbidden");
  page.container.querySelector("button")!.click();
  expect(page.container.textContent).toBe("waiting");
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
  expect(actions.error()).toBeUndefined();
});

it("keeps its text when the run fails after it, and goes on when it is retried", async () => {
  const page = openPage();
  const { actions } = showResource(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
  page.server.runs[0]!.fail("The model is gone", "upstream_failed");
  await eventually(() => actions.error()?.serverCode, "upstream_failed");
  expect([page.container.textContent, actions.isPartial()]).toEqual(["The moon", true]);
  void actions.retry();
  expect(page.container.textContent).toBe("The moon");
  await eventually(() => page.server.runs.length, 2);
  page.server.runs[1]!.write("Again");
  await page.shows("Again");
  expect(actions.error()).toBeUndefined();
});

it("refetch runs the same inputs once more", async () => {
  const page = openPage();
  const { actions } = showResource(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  page.server.runs[0]!.finish();
  await eventually(actions.status, "done");
  actions.refetch();
  expect(page.container.textContent).toBe("waiting");
  await eventually(() => page.server.runs.length, 2);
  expect(page.server.runs[1]!.inputs).toEqual({ topic: "tides" });
  page.server.runs[1]!.write("Again");
  await page.shows("Again");
});

it("mutate replaces the text and stops the run", async () => {
  const page = openPage();
  const { actions } = showResource(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
  actions.mutate((text) => `${text}, edited`);
  expect(page.container.textContent).toBe("The moon, edited");
  await eventually(() => page.server.runs[0]!.isCancelled, true);
  actions.mutate("");
  expect(page.container.textContent).toBe("");
});

it("mutate and stop end the wait", async () => {
  const page = openPage();
  const { actions } = showResource(page, () => ({ topic: "tides" }));
  actions.mutate("known already");
  await page.shows("known already");
  actions.refetch();
  expect(page.container.textContent).toBe("waiting");
  actions.stop();
  await page.shows("known already");
  expect(actions.status()).toBe("stopped");
});
