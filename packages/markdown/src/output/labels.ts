/** The words that a page has beside those of the text: what a screen reader hears, and what buttons say. */
export interface MarkdownLabels {
  /** Of a checkbox that is ticked. Default `'Completed task'`. */
  readonly checked: string;
  /** Of a checkbox that is not. Default `'Incomplete task'`. */
  readonly unchecked: string;
  /** Of what leads from a footnote back to where it is mentioned. Default `'Back to the text'`. */
  readonly backToText: string;
  /** Of a table that scrolls, by `scrollTable`. Default `'Table'`. */
  readonly table: string;
  /** What the button of `copyButton` says. Default `'Copy'`. */
  readonly copy: string;
  /** What it says for 2 s after it has copied. Default `'Copied'`. */
  readonly copied: string;
}

const LABELS: MarkdownLabels = {
  // GitHub's words
  checked: "Completed task",
  unchecked: "Incomplete task",
  backToText: "Back to the text",
  table: "Table",
  copy: "Copy",
  copied: "Copied",
};

const NAMES = Object.keys(LABELS) as (keyof MarkdownLabels)[];

/** Labels of which some may be given. */
export type GivenLabels = { readonly [Name in keyof MarkdownLabels]?: string | undefined };

/** The labels that are given, and the default of the others. */
export function labelsOf(given: GivenLabels = {}): MarkdownLabels {
  const labels: Record<keyof MarkdownLabels, string> = { ...LABELS };
  for (const name of NAMES) labels[name] = given[name] ?? labels[name];
  return labels;
}

export function isSameLabels(one: GivenLabels = {}, other: GivenLabels = {}): boolean {
  return NAMES.every((name) => one[name] === other[name]);
}
