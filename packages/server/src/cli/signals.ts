/** What ends the command: runs that are running may finish, and a second one ends it at once. */
export const SIGNALS = ["SIGTERM", "SIGINT"] as const;
