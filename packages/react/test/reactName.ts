import { version } from "react";

/** What the tests call the React they run on. */
export const reactName: string = version.startsWith("18.") ? "react 18" : "react";
