/** Text (never an empty one) → lines without their line break (CR LF, LF or CR); a line that has not ended waits. */
export function createLineSplitter(onLine: (line: string) => void): (text: string) => void {
  let endsWithCr = false;
  let rest = "";
  return (text) => {
    // a line feed after a carriage return belongs to it, also where a chunk ends between them
    if (endsWithCr && text[0] === "\n") text = text.slice(1);
    endsWithCr = text.endsWith("\r");
    if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
    let start = 0;
    for (let end = 0; (end = text.indexOf("\n", start)) >= 0; start = end + 1) {
      const line = rest + text.slice(start, end);
      rest = "";
      onLine(line);
    }
    rest += text.slice(start);
  };
}
