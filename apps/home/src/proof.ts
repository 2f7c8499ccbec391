import { compare, fetchRecord, type RunState, type RunSeams } from "demo-kit";
import { readByHand, type State } from "./byHand.ts";
import { find } from "./find.ts";
import { readByLibrary } from "./byLibrary.ts";
import { judgeByHand } from "./judge.ts";

const stream = readByLibrary(find("library-text"));
for (const id of ["library-state", "library-seams"])
  (find(id) as RunState | RunSeams).stream = stream;

/** Reads one text twice over the bad line, by hand and by the library, and says what came of it. Returns how to stop. */
export function startProof(onEnd: () => void): () => void {
  const controller = new AbortController();
  let last: State = { text: "", isLoading: true };
  const show = (state: State): void => {
    last = state;
    find("hand-text").textContent = state.text;
    find("hand-state").textContent = state.isLoading ? "Reading" : (state.error ?? "Done");
  };
  say("hand-verdict", "");
  say("library-verdict", "");

  async function finish(): Promise<void> {
    const [{ status, text }] = await Promise.all([
      stream.start(),
      readByHand(show, controller.signal),
    ]);
    const { runId } = stream.getSnapshot();
    if (runId && !controller.signal.aborted) {
      const record = await fetchRecord(runId);
      const { words, isGood } = compare({ status, text }, record);
      say("library-verdict", words, isGood);
      say("hand-verdict", judgeByHand(last, record.text), false);
    }
    onEnd();
  }

  void finish();
  return () => {
    controller.abort();
    stream.stop();
    find("hand-state").textContent = "Stopped";
  };
}

function say(id: string, words: string, isGood?: boolean): void {
  const element = find(id);
  element.textContent = words;
  element.dataset.verdict = isGood === undefined ? "none" : isGood ? "good" : "bad";
}
