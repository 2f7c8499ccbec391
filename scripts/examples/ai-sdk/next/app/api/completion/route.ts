import { openai } from "@ai-sdk/openai";
import { streamText } from "ai";

export async function POST(request: Request) {
  const { prompt } = await request.json();
  const result = streamText({
    model: openai("gpt-4.1-mini"),
    prompt: `Explain ${prompt}.`,
    abortSignal: request.signal,
  });
  return result.toUIMessageStreamResponse();
}
