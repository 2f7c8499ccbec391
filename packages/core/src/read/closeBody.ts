/** Closes the connection of a body that nobody reads. One that is being read is its reader's to close. */
export function closeBody(body: ReadableStream<Uint8Array> | null | undefined): void {
  body?.cancel().catch(() => {});
}
