import { setTimeout as sleep } from "node:timers/promises";
import { type Contender, contenders } from "../contenders.ts";
import { startDevtools } from "../measure/devtools.ts";
import type { Sample } from "../measure/sample.ts";
import { DELTA_BYTES } from "../text.ts";
import type { Experiment } from "./experiment.ts";

const GAP_MS = 10;

/** A tab that is hidden in the middle of a stream: how far behind the server its text is. */
export const hidden: Experiment = {
  name: "hidden",
  rounds: 3,
  jobs: ({ origin, isQuick }) =>
    contenders
      .filter(({ id }) => id !== "limits/reading" && id !== "limits/fetch-event-source")
      .map((contender) => ({
        contender: contender.id,
        setting: "hidden",
        run: () => sampleHidden(origin, contender, isQuick ? 2 : 10),
      })),
};

async function sampleHidden(
  origin: string,
  { framework, id, protocols }: Contender,
  seconds: number,
): Promise<Sample> {
  const { send, close } = await startDevtools();
  try {
    const url = `${origin}/${framework}/${id}`;
    const { targetId } = await send<{ targetId: string }>("Target.createTarget", { url });
    const { sessionId } = await send<{ sessionId: string }>("Target.attachToTarget", {
      targetId,
      flatten: true,
    });
    const evaluate = async <T>(expression: string): Promise<T> => {
      const params = { expression, awaitPromise: true, returnByValue: true };
      const answer = await send<{ result: { value: T } }>("Runtime.evaluate", params, sessionId);
      return answer.result.value;
    };
    while (!(await evaluate<boolean>("'bench' in globalThis"))) await sleep(50);
    const deltas = ((seconds + 1) * 1000) / GAP_MS;
    const work = { from: "http", protocol: protocols.at(-1), deltas, gapMs: GAP_MS };
    await evaluate(`bench.prepare(${JSON.stringify(work)}).then(() => bench.start())`);
    await sleep(500);
    const other = await send<object>("Target.createTarget", { url: "about:blank" });
    await send("Target.activateTarget", other);

    let behindMs = 0;
    for (const endsAt = Date.now() + seconds * 1000; Date.now() < endsAt; await sleep(100)) {
      const { chars, at, streamStartedAt } =
        await evaluate<ReturnType<typeof bench.progress>>("bench.progress()");
      const shownUntil = streamStartedAt + (chars / DELTA_BYTES) * GAP_MS;
      behindMs = Math.max(behindMs, at - shownUntil);
    }
    if ((await evaluate("document.visibilityState")) !== "hidden")
      throw new Error("The tab was not hidden.");
    // what stood still while the tab was hidden goes on now
    await send("Target.activateTarget", { targetId });
    await evaluate("bench.finish().then(() => {})");
    return { figures: { behindMs }, mismatch: await evaluate<string>("bench.mismatch()") };
  } finally {
    await close();
  }
}
