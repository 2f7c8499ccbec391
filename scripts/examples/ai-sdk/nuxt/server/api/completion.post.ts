import { openai } from "@ai-sdk/openai";
import { streamText } from "ai";

export default defineEventHandler(async (event) => {
  const { prompt } = await readBody(event);
  const result = streamText({ model: openai("gpt-4.1-mini"), prompt: `Explain ${prompt}.` });
  return result.toUIMessageStreamResponse();
});
