/**
 * Makes a streaming UTF-8 decoder: bytes → the characters that are complete with them, malformed ones as U+FFFD. Without
 * bytes it gives what a character cut at the end becomes: U+FFFD, or nothing if there was none.
 * @param keepsBom keeps a leading byte order mark; otherwise one is dropped.
 * @see https://encoding.spec.whatwg.org/#utf-8-decoder
 */
export function createDecoder(keepsBom: boolean): (chunk?: Uint8Array) => string {
  // some runtimes' decoders drop a mark in the middle of a stream, or two: so that is done here
  const decoder = new TextDecoder(undefined, { ignoreBOM: true });
  let isFirst = !keepsBom;
  return (chunk) => {
    const text = decoder.decode(chunk, { stream: !!chunk });
    const wasFirst = isFirst;
    isFirst &&= !text;
    return wasFirst ? text.replace(/^\uFEFF/, "") : text;
  };
}
