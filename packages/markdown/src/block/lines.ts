/** Takes a text in lines, whatever pieces it comes in. */
export interface LineTaker {
  /** Takes a line's beginning, or the whole line; `false` if more must come to say what it is: then it is given again, longer. */
  begin(line: string, isComplete: boolean): boolean;
  /** Takes more of the line that has begun. */
  grow(text: string): void;
  /** The line that has begun ends. */
  finish(): void;
}

/** From which length a beginning is looked at again only when it has grown by an eighth, in characters. */
const LONG_CHARS = 1024;
const GROWTH = 1.125;

/** Creates what cuts a text into lines for `taker`: any of the three line breaks is one, and U+0000 is U+FFFD. */
export function createLines(taker: LineTaker): { append(text: string): void; end(): void } {
  /** What has come of a line that is not decided, and how long it was when it was last looked at. */
  let waiting = "";
  let lookedAtChars = 0;
  let hasBegun = false;
  /** What may be half of a line break or of a character. */
  let half = "";

  function takeLine(text: string): void {
    if (hasBegun) taker.grow(text);
    else taker.begin(waiting + text, true);
    taker.finish();
    waiting = "";
    lookedAtChars = 0;
    hasBegun = false;
  }

  function takeBeginning(text: string): void {
    if (hasBegun) {
      taker.grow(text);
      return;
    }
    waiting += text;
    if (waiting.length > LONG_CHARS && waiting.length < lookedAtChars * GROWTH) return;
    lookedAtChars = waiting.length;
    if (!taker.begin(waiting, false)) return;
    waiting = "";
    lookedAtChars = 0;
    hasBegun = true;
  }

  function take(text: string): void {
    let at = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", at)) {
      takeLine(text.slice(at, end));
      at = end + 1;
    }
    if (at < text.length) takeBeginning(text.slice(at));
  }

  return {
    append(text) {
      const whole = half + text;
      half = isHalf(whole.charAt(whole.length - 1)) ? whole.charAt(whole.length - 1) : "";
      take(normalize(whole.slice(0, whole.length - half.length)));
    },
    end() {
      take(normalize(half));
      half = "";
      if (hasBegun || waiting) takeLine("");
    },
  };
}

function isHalf(char: string): boolean {
  return char === "\r" || (char >= "\ud800" && char <= "\udbff");
}

function normalize(text: string): string {
  const lines = text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;
  return lines.includes("\0") ? lines.replaceAll("\0", "\ufffd") : lines;
}
