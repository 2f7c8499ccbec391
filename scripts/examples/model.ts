import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The key of the provider: it may be in no page. */
export const API_KEY = "sk-of-the-test";
/** How long the model takes for a word, in ms. */
const WORD_MS = 25;

/** An answer of the model: asked for, and then whole, or left by whoever asked. */
export interface Answer {
  status: "writing" | "whole" | "left";
}

/** A model behind OpenAI's Responses API, on loopback, that writes as many words as a test says. */
export class ScriptedModel {
  /** How many words the next answers have. */
  words = 40;
  readonly answers: Answer[] = [];
  readonly #server: Server = createServer((request, response) => {
    request.resume().once("end", () => void this.#answer(response));
  });

  static async start(): Promise<ScriptedModel> {
    const model = new ScriptedModel();
    model.#server.listen(0, "127.0.0.1");
    await once(model.#server, "listening");
    return model;
  }

  /** The environment that leads the AI SDK's `openai` to it. */
  get env(): NodeJS.ProcessEnv {
    const { port } = this.#server.address() as AddressInfo;
    return { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_API_KEY: API_KEY };
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** The text of an answer with so many words. */
  text(words = this.words): string {
    return Array.from({ length: words }, (_, index) => `word ${index} 🌊`).join(" ");
  }

  async #answer(response: ServerResponse): Promise<void> {
    const answer: Answer = { status: "writing" };
    this.answers.push(answer);
    response.once("close", () => {
      answer.status = response.writableFinished ? "whole" : "left";
    });
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of beginning) response.write(framed(event));
    for (let index = 0; index < this.words && answer.status === "writing"; index++) {
      const delta = `${index > 0 ? " " : ""}word ${index} 🌊`;
      response.write(
        framed({ type: "response.output_text.delta", item_id: "m", output_index: 0, delta }),
      );
      await sleep(WORD_MS);
    }
    if (answer.status === "writing") response.end(ending.map(framed).join(""));
  }
}

const message = { type: "message", id: "m", role: "assistant", status: "completed", content: [] };

const beginning = [
  { type: "response.created", response: { id: "r", created_at: 0, model: "gpt-4.1-mini" } },
  { type: "response.output_item.added", output_index: 0, item: message },
];

const ending = [
  { type: "response.output_item.done", output_index: 0, item: message },
  {
    type: "response.completed",
    response: { usage: { input_tokens: 3, output_tokens: 40, total_tokens: 43 } },
  },
];

function framed(event: { readonly type: string; readonly [field: string]: unknown }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
