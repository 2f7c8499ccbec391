/** The share of a sentence's score that comes from the sentences like it; the rest comes from its prior. */
const damping = 0.85;

/** The iteration ends when the scores, which add up to 1, move by less than this in all. */
const tolerance = 1e-6;

const maxIterations = 100;

/**
 * Scores sentences by PageRank over their similarities: a sentence counts for much when many that count for much are like it.
 *
 * @param similarities - the rows of a symmetric matrix of numbers ≥ 0
 * @param prior - the weight each sentence has by itself, a positive number
 * @returns one score for each, adding up to 1
 */
export function rank(
  similarities: readonly Float64Array[],
  prior: readonly number[],
): Float64Array {
  const priorSum = prior.reduce((sum, weight) => sum + weight, 0);
  const start = Float64Array.from(prior, (weight) => weight / priorSum);
  const rowSums = similarities.map((row) => row.reduce((sum, similarity) => sum + similarity, 0));
  let scores: Float64Array = start;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const next = step(similarities, rowSums, start, scores);
    const moved = next.reduce((sum, score, index) => sum + Math.abs(score - scores[index]), 0);
    scores = next;
    if (moved < tolerance) break;
  }
  return scores;
}

function step(
  similarities: readonly Float64Array[],
  rowSums: readonly number[],
  start: Float64Array,
  scores: Float64Array,
): Float64Array {
  const received = new Float64Array(scores.length);
  let unlinked = 0;
  for (const [index, row] of similarities.entries()) {
    const rowSum = rowSums[index];
    if (rowSum === 0) {
      unlinked += scores[index];
      continue;
    }
    const share = scores[index] / rowSum;
    for (let other = 0; other < row.length; other++) received[other] += share * row[other];
  }
  // What a sentence without any like it would hand on goes to all, by the prior, so that the sum stays 1.
  return received.map(
    (score, index) => damping * score + (1 - damping + damping * unlinked) * start[index],
  );
}

/**
 * Picks the sentences with the highest scores, each marked down by its similarity to the one most like it among those already picked,
 * so that the same thing is not said twice.
 *
 * @returns the indices of `count` sentences, or of all if there are fewer, best first
 */
export function pick(
  scores: Float64Array,
  similarities: readonly Float64Array[],
  count: number,
): number[] {
  const novelty = new Float64Array(scores.length).fill(1);
  const remaining = new Set(scores.keys());
  const picked: number[] = [];
  while (picked.length < count && remaining.size > 0) {
    const best = [...remaining].reduce((a, b) =>
      scores[b] * novelty[b] > scores[a] * novelty[a] ? b : a,
    );
    picked.push(best);
    remaining.delete(best);
    for (const index of remaining)
      novelty[index] = Math.min(novelty[index], 1 - similarities[best][index]);
  }
  return picked;
}
