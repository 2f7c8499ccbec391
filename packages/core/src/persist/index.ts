export { createPersister } from "./createPersister.ts";
export { localPersister } from "./localPersister.ts";
export { sessionPersister } from "./sessionPersister.ts";
export type { Persister, PersisterStorage } from "./persister.ts";
