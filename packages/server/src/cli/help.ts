/** What `--help` prints. */
export const HELP = `workflow-stream serve <workflows.ts|.js> [options]
workflow-stream openapi <workflows.ts|.js> [--base-path <path>]
workflow-stream keygen [--name <name>]

serve answers the workflows of a file. Its default export is an array of workflows,
or the options of createWorkflowServer. Logs go to stdout, as lines of JSON.

  --store <url>           redis://… or rediss://…, or memory; default the file's store,
                          then REDIS_URL, then memory
  --port <port>           default 3000; 0 takes any free one
  --host <address>        default all addresses of the machine
  --base-path <path>      before all endpoints; default /api/v1
  --origins <list>        origins whose pages may read answers, with commas; default *
  --trust-proxy <n|list>  how many proxies are in front, or their addresses and
                          ranges, with commas; default none
  --workers <n>           processes that serve the port together, on one Redis; default 1
  --grace-seconds <n>     how long running runs may go on after SIGTERM; default 10
  --log-level <level>     debug, info (default), warn, error or silent
  --log-error-messages    log what errors say, which may quote inputs and texts

openapi prints an OpenAPI 3.1 document of the endpoints and of the workflows' inputs.

keygen makes a secret key and prints it with its SHA-256.

  --help, --version

Environment:
  SECRET_KEYS         secret keys (sk_…), with commas; each may be written name=sk_…
  SECRET_KEY_SHA256S  SHA-256s of secret keys, with commas; each may be written name=…
  PORT                like --port, which comes first
  REDIS_URL           like --store; that and the file's own store come first
`;
