/** The demos, by the names under which they are served. */
export const demos = process.env.E2E_DEMOS?.split(",") ?? ["vue", "svelte", "solid", "react"];
