/** Text → lines without their line break, blank ones left out; a line that has not ended waits. */
export function createLineSplitter(onLine: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = text.split("\n");
    for (const line of lines.splice(0, lines.length - 1)) {
      rest += line;
      if (rest.trim()) onLine(rest);
      rest = "";
    }
    rest += lines[0];
  };
}
