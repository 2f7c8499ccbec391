import { expect, test } from "./demo.ts";

const places = [
  { where: "at its first words", chars: 1, refuseSeconds: 0 },
  { where: "in its middle", chars: 700, refuseSeconds: 3 },
  { where: "near its end", chars: 1500, refuseSeconds: 0 },
];

for (const { where, chars, refuseSeconds } of places)
  test(`a text cut ${where} ends exact: one run, one token`, async ({ demo, page }) => {
    await demo.open(100);
    await page.getByText(`${refuseSeconds} s`, { exact: true }).click();
    const runId = await demo.explain("tides");
    await demo.reach(chars);
    await demo.button("Cut the connection").click();
    await demo.toBe("reconnecting");
    const atTheBreak = (await demo.shownText()).length;
    const { text, tokens, runs, bytes } = await demo.endsExact(runId);
    expect(atTheBreak).toBeLessThan(text.length);
    expect({ tokens, runs }).toEqual({ tokens: 1, runs: 1 });

    const fact = (name: string) => page.locator(`run-facts [data-fact=${name}]`);
    const shownBytes = bytes.toLocaleString("en");
    await expect(page.locator(".verdict")).toHaveText(
      `Exact: each of the ${shownBytes} bytes is the server’s. One run, one token.`,
    );
    await expect(fact("bytes")).toHaveText(`${shownBytes} of ${shownBytes}`);
    await expect(fact("breaks")).toHaveText("1");
    await expect(fact("tokens")).toHaveText("1");
    await expect(fact("runs")).toHaveText("1");
    expect(Number(await fact("requests").textContent())).toBeGreaterThan(1);

    await page.getByText("The same as a table").click();
    const marks = page.locator("run-timeline tbody td:nth-child(2)");
    const names = (await marks.allTextContents()).filter(Boolean);
    expect(names).toEqual(["token", "headers", "first text", "lost", "back", "end"]);
    await expect(page.locator("run-seams span")).toHaveCount(1);
  });

test("a text is picked up when the network comes back", async ({ demo, context, page }) => {
  const requests: string[] = [];
  page.on("request", (request) =>
    requests.push(`${request.method()} ${new URL(request.url()).pathname}`),
  );
  await demo.open(100);
  const runId = await demo.explain("tides");
  await demo.reach(100);
  await page.request.post(`/api/demo/runs/${runId}/cut?refuseMs=2500`);
  await context.setOffline(true);
  await demo.toBe("reconnecting");
  const atTheBreak = await demo.shownText();
  await page.waitForTimeout(2000);
  expect(await demo.shownText()).toBe(atTheBreak);
  await context.setOffline(false);
  await demo.endsExact(runId);
  expect(requests.filter((line) => line === "POST /api/stream-token")).toHaveLength(1);
  expect(requests.filter((line) => line === "POST /api/v1/run/explain/stream")).toHaveLength(1);
});
