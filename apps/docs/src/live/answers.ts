import type { RequestContext, Token } from "@workflow-stream/core";
import { createScriptedServer } from "@workflow-stream/testing";

const ANSWER =
  "The Moon pulls the near side of the Earth a little harder than its middle, and the far side a little less. " +
  "So the sea stands high on two sides, and the Earth turns below: high water comes about every twelve hours and twenty-five minutes.";

/** Words a second, about as fast as a model writes. */
const WORDS_PER_SECOND = 14;

/** Where the connection breaks, in words. */
const CUT_AFTER = 20;

/** Where a live example has its text from. */
interface Place {
  readonly fetch: typeof globalThis.fetch;
  readonly token: (context: Pick<RequestContext, "signal">) => Token | Promise<Token>;
}

/** A server in the page itself, so that the site works alone. The connection of its first run breaks once, in the middle of the text. */
function scripted(): Place {
  const words = ANSWER.split(" ").map((word, at) => (at === 0 ? word : ` ${word}`));
  return createScriptedServer({
    deltas: words,
    gapMs: 1_000 / WORDS_PER_SECOND,
    faults: [{ kind: "cut", clean: true, afterDeltas: CUT_AFTER }],
  });
}

const demo: Place = {
  fetch: (input, init) => fetch(input, init),
  token: async ({ signal }) => {
    const answer = await fetch("/api/stream-token", { method: "POST", signal });
    return answer.json() as Promise<Token>;
  },
};

let asked: Promise<boolean> | undefined;

/** Whether the demo server is there: whoever serves this site knows. */
function isDemoThere(): Promise<boolean> {
  asked ??= fetch("/demo-server.json")
    .then((answer) => answer.json() as Promise<{ isThere: boolean }>)
    .then(
      ({ isThere }) => isThere,
      () => false,
    );
  return asked;
}

/** The options of a live example's stream: against the demo server, over its bad line, where that is there, else against a scripted one. */
export function exampleOptions() {
  const inPage = scripted();
  const place = async (): Promise<Place> => ((await isDemoThere()) ? demo : inPage);
  return {
    workflowId: "explain",
    baseUrl: "/api/demo/bad-line",
    inputs: { topic: "Tides", pace: WORDS_PER_SECOND },
    initialText: "Why does the sea rise twice a day? The answer will be written here.",
    token: async (context: RequestContext): Promise<Token> => (await place()).token(context),
    fetch: async (...request: Parameters<typeof fetch>): Promise<Response> =>
      (await place()).fetch(...request),
  };
}
