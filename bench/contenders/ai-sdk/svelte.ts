import { contendInSvelte } from "../mount/svelte.ts";
import Answer from "./Answer.svelte";

contendInSvelte(Answer);
