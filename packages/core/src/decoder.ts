/** Bytes → text, chunk by chunk; malformed bytes become U+FFFD as the Encoding Standard says. */
export interface Decoder {
  /** The characters that are complete with this chunk. */
  decode(chunk: Uint8Array): string;
  /** What a character that is cut at the end becomes: U+FFFD, or nothing if there was none. */
  flush(): string;
}

/**
 * Makes a streaming UTF-8 decoder.
 * @param keepsBom keeps a leading byte order mark; otherwise one is dropped.
 * @see https://encoding.spec.whatwg.org/#utf-8-decoder
 */
export function createDecoder(keepsBom: boolean): Decoder {
  // some runtimes' decoders drop a mark in the middle of a stream, or two: so that is done here
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let isFirst = !keepsBom;
  return {
    decode(chunk) {
      const text = decoder.decode(chunk, { stream: true });
      const drops = isFirst && text[0] === "\uFEFF";
      if (text) isFirst = false;
      return drops ? text.slice(1) : text;
    },
    flush: () => decoder.decode(),
  };
}
