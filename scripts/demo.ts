import { run } from "./run.ts";

// builds what is out of date, then serves it in this process: Ctrl-C reaches it directly
if (!run("turbo", ["run", "build", "--output-logs=errors-only"])) process.exit(1);
await import("../apps/server/src/main.ts");
