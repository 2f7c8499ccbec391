/** Text (never an empty one) → lines without their line break (CR LF, LF or CR); a line that has not ended waits. */
export function createLineSplitter(onLine: (line: string) => void): (text: string) => void {
  let endsWithCr = false;
  let rest = "";
  return (text) => {
    // a line feed after a carriage return belongs to it, also where a chunk ends between them
    const skipsOne = endsWithCr && text[0] === "\n";
    endsWithCr = text.endsWith("\r");
    const lines = text.slice(skipsOne ? 1 : 0).split(/\r\n?|\n/);
    const last = lines.pop()!;
    for (const line of lines) {
      const whole = rest + line;
      rest = "";
      onLine(whole);
    }
    rest += last;
  };
}
