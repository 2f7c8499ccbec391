import { createScriptedServer, type Script } from "@workflow-stream/testing";

const CHAT = ["High ", "water."]
  .map((content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
  .concat("data: [DONE]\n\n")
  .join("");

/** The whole of an app's backend, as a `fetch`: it hands out tokens, knows its user by a cookie, runs workflows, completes prompts and answers as OpenAI does. */
export function createBackend(script: Script): typeof fetch {
  const server = createScriptedServer(script);
  return async (input, init) => {
    const url = new URL(String(input), location.href);
    if (url.pathname === "/api/stream-token") return Response.json(server.token());
    if (url.pathname === "/api/completion")
      return new Response("High water.", { headers: { "content-type": "text/plain" } });
    if (url.pathname === "/api/chat")
      return new Response(CHAT, { headers: { "content-type": "text/event-stream" } });
    const isNew = url.pathname.includes("/run/") && !url.searchParams.has("token");
    if (isNew) url.searchParams.set("token", server.token().token);
    return server.fetch(url, init);
  };
}
