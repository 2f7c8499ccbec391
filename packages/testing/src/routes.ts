import { type Answering, statusAnswer, streamAnswer } from "./answers.ts";
import { refuse } from "./faults.ts";
import type { RunStore } from "./runStore.ts";
import type { Script, SeenRequest } from "./script.ts";
import { createScriptedRun, type ScriptedRun } from "./scriptedRun.ts";

/** The requests of the protocol that a scripted server answers. */
export interface Routes {
  serve(request: SeenRequest, answering: Answering): Response;
  /** Issues a single-use token, as a token endpoint answers it. */
  issue(): { token: string; ttl: number };
  /** Answers the route of tokens, which is told the workflow. */
  token(request: SeenRequest): Response;
  /** Attaches to the run of a Run-Key, or begins a run with a token; or refuses to. */
  attach(request: SeenRequest): ScriptedRun | Response;
}

const TOKEN_TTL_SECONDS = 60;
/** Where a token is asked for; a POST to elsewhere is a text without one. */
const WORKFLOWS = "/api/v1/run/";

/** Makes the answers to requests for the runs of a store. */
export function createRoutes(script: Script, store: RunStore): Routes {
  function attach({ url, headers, init }: SeenRequest): ScriptedRun | Response {
    const runKey = headers.get("run-key");
    const id = runKey?.split(".")[0] ?? `run_${store.begun.length}`;
    const known = store.find(id);
    if (known) return known.runKey === runKey ? known : notFound();
    const bearer = headers.get("authorization")?.replace("Bearer ", "");
    const isGood = store.consume(url.searchParams.get("token") ?? bearer ?? "");
    if (!isGood && url.pathname.startsWith(WORKFLOWS))
      return refuse({ status: 401, code: "token_invalid" });
    const inputs = JSON.parse(String(init.body ?? "{}")) as Record<string, unknown>;
    const run = createScriptedRun(id, runKey, inputs);
    store.add(run);
    play(run, script, inputs);
    return run;
  }

  function serve(request: SeenRequest, answering: Answering): Response {
    const { method, url, headers } = request;
    if (method === "POST") {
      const run = attach(request);
      return run instanceof Response ? run : streamAnswer(run, 0, 0, answering);
    }
    const [id = "", part] = url.pathname.split("/runs/")[1]?.split("/") ?? [];
    const run = store.find(id);
    if (!run || run.runKey !== headers.get("run-key")) return notFound();
    if (method === "DELETE") {
      run.cancel();
      return new Response(null, { status: 204 });
    }
    if (part !== "stream") return statusAnswer(run, answering);
    const parts = url.searchParams.get("parts");
    const partCount = parts === null ? undefined : Number(parts);
    return streamAnswer(run, Number(url.searchParams.get("offset")), partCount, answering);
  }

  function issue(): { token: string; ttl: number } {
    return { token: store.issueToken(), ttl: TOKEN_TTL_SECONDS };
  }

  function token({ init }: SeenRequest): Response {
    const { workflow } = JSON.parse(String(init.body ?? "{}")) as Record<string, unknown>;
    if (typeof workflow !== "string" || workflow === "")
      return refuse({ status: 400, code: "invalid_request" });
    return Response.json(issue());
  }

  return { attach, serve, issue, token };
}

/** Writes a run as scripted, where it is. */
function play(run: ScriptedRun, script: Script, inputs: Record<string, unknown>): void {
  const { deltas, ending = "finish" } = script;
  if (!deltas) return;
  for (const piece of typeof deltas === "function" ? deltas(inputs) : deltas)
    if (typeof piece === "string") run.write(piece);
    else run.tell(piece);
  run.end(ending);
}

function notFound(): Response {
  return refuse({ status: 404, code: "run_not_found" });
}
