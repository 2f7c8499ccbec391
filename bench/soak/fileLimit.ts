const SPARE_FILES = 200;

/**
 * Makes sure that a process may hold so many connections.
 * @throws Error that says what to do about it.
 */
export function demandFiles(connections: number): void {
  const wanted = connections + SPARE_FILES;
  const allowed = openFiles();
  if (allowed >= wanted) return;
  throw new Error(
    `${connections} streams need ${wanted} open files, and ${allowed} are allowed: ` +
      `run "ulimit -n ${wanted}" first, or ask for fewer with --streams`,
  );
}

/** How many files a process may have open. Node raises its soft limit to the hard one as it starts. */
function openFiles(): number {
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files?: { soft: number | "unlimited" } };
  };
  const soft = userLimits?.open_files?.soft ?? "unlimited";
  return soft === "unlimited" ? Infinity : Number(soft);
}
