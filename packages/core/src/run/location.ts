/** What relative URLs of this page or worker are relative to; `undefined` on a server. In a `srcdoc` frame it is its parent's. */
export function baseUrl(): string | undefined {
  return globalThis.document?.baseURI ?? globalThis.location?.href;
}

/** The address that a request goes to; `undefined` where it is none, or is relative and there is no page. */
export function resolveUrl(url: string): URL | undefined {
  try {
    return new URL(url, baseUrl());
  } catch {
    return undefined;
  }
}
