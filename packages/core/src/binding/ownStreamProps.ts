import type { WorkflowStreamOptions } from "../options.ts";
import type { Persister } from "../persist/persister.ts";
import type { CommonStreamOptions } from "./defaults.ts";

type Options = WorkflowStreamOptions<object>;

/** What a component makes its own stream with. */
export interface OwnStreamProps {
  /** A single-use token, or a function that fetches one. */
  token?: Options["token"];
  /** In place of `token`: a route of the page's own backend that answers with one. */
  tokenUrl?: Options["tokenUrl"];
  /** Start on mount, and again when the inputs or the workflow change. Default `true`. */
  immediate?: boolean | undefined;
  /** Remembers the run, so that a page that comes anew picks it up. */
  persister?: Persister | undefined;
  /** Further options of the stream. */
  options?: CommonStreamOptions | undefined;
  /** Shown before the first run. Default `''`. */
  initialText?: string | undefined;
}
