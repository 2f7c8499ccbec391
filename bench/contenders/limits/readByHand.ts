import { createParser } from "eventsource-parser";
import type { Source } from "../../page/contender.ts";

/** Reads a stream as cheaply as it can be done by hand: one reader, one decoder, eventsource-parser called directly. */
export async function readByHand(
  { url, protocol, fetch }: Source,
  onText: (text: string) => void,
): Promise<void> {
  const { feed } = createParser({
    onEvent({ data }) {
      if (data === "[DONE]") return;
      const event = JSON.parse(data);
      if (event.type === "text-delta") onText(event.delta);
    },
  });
  const { body } = await fetch(url, { method: "POST" });
  const reader = body!.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const piece = decoder.decode(value, { stream: true });
    if (protocol === "text") onText(piece);
    else feed(piece);
  }
}
