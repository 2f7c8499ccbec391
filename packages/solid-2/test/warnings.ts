/** Collects what Solid prints, until released. */
export function captureWarnings(): { readonly warnings: string[]; release(): void } {
  const warnings: string[] = [];
  const { warn, error } = console;
  const note = (...parts: unknown[]): void => void warnings.push(parts.join(" "));
  console.warn = console.error = note;
  return { warnings, release: () => Object.assign(console, { warn, error }) };
}
