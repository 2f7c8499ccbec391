import type { WorkflowStreamOptions } from "../options.ts";
import { refuseSecretKeys } from "./secrets.ts";

/** @throws TypeError when the options hold a secret key in a browser, neither `workflowId` nor `url`, or `token` beside `tokenUrl`. */
export function checkOptions(options: WorkflowStreamOptions<unknown>): void {
  const { workflowId, url, token, tokenUrl } = options;
  refuseSecretKeys(options);
  if (!workflowId && !url) throw new TypeError("Neither workflowId nor url");
  if (token !== undefined && tokenUrl !== undefined)
    throw new TypeError("token and tokenUrl: one stands for the other");
}
