import { fileURLToPath } from "node:url";

/** Where the built pages stand. */
export const pagesFolder: string = fileURLToPath(new URL("../dist", import.meta.url));
