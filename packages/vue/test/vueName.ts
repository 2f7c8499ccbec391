import { version } from "vue";

/** The minor versions of Vue that the suite runs on beside the one that is developed with. */
const OTHERS = ["3.4", "3.6"];

/** What the tests call the Vue they run on. */
export const vueName: string = ["vue"]
  .concat(OTHERS.filter((minor) => version.startsWith(`${minor}.`)))
  .join(" ");
