const sources = import.meta.glob<string>("../snippets/**/*.{ts,tsx,vue,svelte,html,sh}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** A snippet as it is shown. @throws Error when there is no such file. */
export function sourceOf(file: string): string {
  const source = sources[`../snippets/${file}`];
  if (source === undefined) throw new Error(`no snippet ${file}`);
  return source.trimEnd();
}
