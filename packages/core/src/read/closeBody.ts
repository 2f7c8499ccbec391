/**
 * Closes the connection of a body that nobody reads; never throws. One that is being read is its reader's to close, and one that
 * is no web stream, as some libraries' `fetch` gives it, can't be closed so.
 */
export function closeBody(body: Partial<ReadableStream<Uint8Array>> | null | undefined): void {
  new Promise((resolve) => resolve(body?.cancel?.())).catch(() => {});
}
