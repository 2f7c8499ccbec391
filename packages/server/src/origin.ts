/** The origin of a URL as browsers send it; `undefined` where it is no URL, or has no host. */
export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  // `URL` itself gives `null` for schemes that it does not know, such as those of apps and extensions.
  const { protocol, host } = new URL(url);
  return host === "" ? undefined : `${protocol}//${host}`;
}
