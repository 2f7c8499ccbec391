import { describe, expect, it } from "vitest";
import { pick, rank } from "../src/summarise/rank.ts";
import { centralities, similarities, termVectors } from "../src/summarise/similarity.ts";

const matrix = (...rows: number[][]) => rows.map((row) => Float64Array.from(row));
const even = [1, 1, 1, 1];

describe("rank", () => {
  it("gives the middle of a star the highest score, and its rays the same", () => {
    const [middle, ...rays] = rank(
      matrix([0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]),
      even,
    );
    // Damping 0.85, solved by hand: m = 0.0375 + 0.85 · 3r and r = 0.0375 + 0.85 · m / 3.
    expect(middle).toBeCloseTo(0.4797, 3);
    for (const ray of rays) expect(ray).toBeCloseTo(0.1734, 3);
  });

  it("adds up to 1, sentences that are like no other included", () => {
    const scores = rank(
      matrix([0, 0.5, 0, 0], [0.5, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]),
      [3, 1, 1, 1],
    );
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
    expect(scores[0]).toBeGreaterThan(scores[1]);
    expect(scores[2]).toBeGreaterThan(0);
  });

  it("gives nothing for nothing", () => {
    expect(rank([], [])).toHaveLength(0);
  });
});

describe("pick", () => {
  const scores = Float64Array.from([0.4, 0.35, 0.25]);

  it("takes the best first", () => {
    expect(pick(scores, matrix([0, 0, 0], [0, 0, 0], [0, 0, 0]), 2)).toEqual([0, 1]);
  });

  it("passes over what is like a sentence already picked, until nothing else is left", () => {
    const alike = matrix([0, 0.9, 0.1], [0.9, 0, 0.1], [0.1, 0.1, 0]);
    expect(pick(scores, alike, 2)).toEqual([0, 2]);
    expect(pick(scores, alike, 5)).toEqual([0, 2, 1]);
  });
});

describe("similarities", () => {
  const vectors = termVectors([["cape", "lamp"], ["lamp", "cape"], ["cape", "ship"], ["dog"], []]);

  it("are 1 for the same terms, 0 for none in common and for a sentence with itself, and the same both ways", () => {
    const rows = similarities(vectors);
    expect(rows[0][1]).toBeCloseTo(1);
    expect(rows[0][2]).toBeGreaterThan(0);
    expect(rows[0][2]).toBeLessThan(1);
    expect(rows[2][0]).toBe(rows[0][2]);
    expect([...rows[3], ...rows[4]]).toEqual(Array<number>(10).fill(0));
    expect(rows.map((row, index) => row[index])).toEqual([0, 0, 0, 0, 0]);
  });

  it("count a rare term for more than a common one", () => {
    const [, row] = similarities(
      termVectors([["cape", "lamp"], ["cape", "ship"], ["ship", "dog"], ["cape"], ["cape", "fog"]]),
    );
    expect(row[2]).toBeGreaterThan(row[0]);
  });

  it("add up to the centralities, with 1 for each sentence that has terms", () => {
    const sums = similarities(vectors).map((row) =>
      row.reduce((sum, similarity) => sum + similarity, 0),
    );
    for (const [index, centrality] of centralities(vectors).entries()) {
      expect(centrality).toBeCloseTo(sums[index] + (vectors[index].size > 0 ? 1 : 0));
    }
  });
});
