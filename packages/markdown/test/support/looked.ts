const { charAt, indexOf, slice } = String.prototype;
const { exec } = RegExp.prototype;

/** Counts the characters of texts that `run` looks at or copies. */
export function countLooked(run: () => void): number {
  let looked = 0;
  Object.assign(String.prototype, {
    charAt(this: string, at: number) {
      looked++;
      return charAt.call(this, at);
    },
    indexOf(this: string, search: string, from = 0) {
      const found = indexOf.call(this, search, from);
      looked += Math.max(0, (found < 0 ? this.length : found) - from);
      return found;
    },
    slice(this: string, start?: number, end?: number) {
      const cut = slice.call(this, start, end);
      looked += cut.length;
      return cut;
    },
  });
  Object.assign(RegExp.prototype, {
    exec(this: RegExp, text: string) {
      const from = this.lastIndex;
      const match = exec.call(this, text);
      looked += Math.max(1, this.lastIndex - from);
      return match;
    },
  });
  try {
    run();
  } finally {
    Object.assign(String.prototype, { charAt, indexOf, slice });
    Object.assign(RegExp.prototype, { exec });
  }
  return looked;
}
