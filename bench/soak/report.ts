/** What one part of the soak found. */
export interface Findings {
  readonly title: string;
  /** What was measured: names and values, in order. */
  readonly rows: readonly (readonly [name: string, value: string])[];
  /** What must not be; empty when all is well. */
  readonly losses: readonly string[];
}

/** Prints the findings as a table. */
export function print({ title, rows, losses }: Findings): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log(`\n${title}`);
  for (const [name, value] of rows) console.log(`  ${name.padEnd(width)}  ${value}`);
  for (const loss of losses) console.log(`  LOST: ${loss}`);
}
