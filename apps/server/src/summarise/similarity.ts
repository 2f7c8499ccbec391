/** The weight of each term of a sentence; the squares of the weights add up to 1, or there are none. */
export type TermVector = ReadonlyMap<string, number>;

/** Weighs the terms of each sentence by how often they stand in it and in how few sentences they stand (TF-IDF). */
export function termVectors(sentences: readonly (readonly string[])[]): TermVector[] {
  const counts = sentences.map(countTerms);
  const sentenceCounts = countTerms(counts.flatMap((count) => [...count.keys()]));
  return counts.map((count) => {
    const weights = Array.from(count, ([term, times]): [string, number] => {
      const rarity = Math.log(1 + sentences.length / (sentenceCounts.get(term) ?? 1));
      return [term, (1 + Math.log(times)) * rarity];
    });
    const norm = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0));
    return new Map(weights.map(([term, weight]) => [term, weight / norm]));
  });
}

/** The cosine similarity of each two vectors, 0 to 1, as the rows of a symmetric matrix with 0 on its diagonal. */
export function similarities(vectors: readonly TermVector[]): Float64Array[] {
  const postings = new Map<string, [index: number, weight: number][]>();
  for (const [index, vector] of vectors.entries()) {
    for (const [term, weight] of vector) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [[index, weight]]);
      else list.push([index, weight]);
    }
  }
  return vectors.map((vector, index) => {
    const row = new Float64Array(vectors.length);
    for (const [term, weight] of vector) {
      for (const [other, otherWeight] of postings.get(term) ?? [])
        row[other] += weight * otherWeight;
    }
    row[index] = 0;
    return row;
  });
}

/** How much each vector has in common with all of them: what the similarities would add up to, in linear time. */
export function centralities(vectors: readonly TermVector[]): number[] {
  const total = new Map<string, number>();
  for (const vector of vectors) {
    for (const [term, weight] of vector) total.set(term, (total.get(term) ?? 0) + weight);
  }
  return vectors.map((vector) => {
    let common = 0;
    for (const [term, weight] of vector) common += weight * (total.get(term) ?? 0);
    return common;
  });
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
