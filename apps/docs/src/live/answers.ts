import { createScriptedServer, type ScriptedServer } from "@workflow-stream/testing";

const ANSWER =
  "The Moon pulls the near side of the Earth a little harder than its middle, and the far side a little less. " +
  "So the sea stands high on two sides, and the Earth turns below: high water comes about every twelve hours and twenty-five minutes.";

/** Words a second, about as fast as a model writes. */
const WORDS_PER_SECOND = 14;

/** Where the connection breaks, in words. */
const CUT_AFTER = 20;

/**
 * What a live example needs in place of a server: one in the page itself, so that the site works alone. The connection of its first
 * run breaks once, in the middle of the text.
 */
export function createExampleServer(): Pick<ScriptedServer, "fetch" | "token"> {
  const words = ANSWER.split(" ").map((word, at) => (at === 0 ? word : ` ${word}`));
  const { fetch, token } = createScriptedServer({
    deltas: words,
    gapMs: 1_000 / WORDS_PER_SECOND,
    faults: [{ kind: "cut", clean: true, afterDeltas: CUT_AFTER }],
  });
  return { fetch, token };
}
