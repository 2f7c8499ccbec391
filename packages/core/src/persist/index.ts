export { localPersister } from "./localPersister.ts";
export { sessionPersister } from "./sessionPersister.ts";
export type { Persister } from "../types.ts";
