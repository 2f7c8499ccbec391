import cluster from "node:cluster";
import { createLogger } from "../log.ts";
import { errorFields } from "../logger.ts";
import { emptyKeyError } from "../givenKeys.ts";
import type { WorkflowServerOptions } from "../options.ts";
import { createWorkflowServer, type WorkflowServer } from "../server.ts";
import type { Store } from "../store/store.ts";
import type { FileOptions } from "../workflowFile.ts";
import type { ServeCommand } from "./commandLine.ts";
import { endInOrder } from "./ending.ts";
import { DEFAULT_PORT, type Environment } from "./environment.ts";
import { CliError, messageOf } from "./failure.ts";
import { listen, type Listening } from "./listen.ts";
import { openStore } from "./openStore.ts";
import { SERVING } from "./workers.ts";
import { loadWorkflows } from "./workflowFile.ts";

// Who still reads a run that has ended gets its rest in this time.
const LAST_READERS_MS = 5_000;

/**
 * Serves until a signal comes, or something is thrown that nobody catches; then lets running runs finish and exits.
 * @throws CliError when it can't begin.
 */
export async function serve(command: ServeCommand, environment: Environment): Promise<void> {
  const logger = createLogger({ level: command.logLevel }).child(
    cluster.worker ? { worker: cluster.worker.id } : {},
  );
  const describe = (error: unknown): object =>
    command.logErrorMessages ? { err: error } : { error: errorFields(error) };
  const onError = (error: unknown): void => logger.error(describe(error), "error");

  const file = await loadWorkflows(command.file);
  const options = { logger, onError, ...file, ...overrides(command, environment, file) };
  // A store of the file says more than a URL can, such as which replicas to wait for.
  const url = command.store ?? (file.store ? undefined : (environment.redisUrl ?? "memory"));
  const store = url === undefined ? undefined : await openStore(url, options.onError);
  if (command.workers > 1 && (store ?? file.store)?.isLocal) {
    throw new CliError(
      "several workers need a store that they share: name one with --store redis://…, or REDIS_URL",
    );
  }
  const server = create(options, store);
  const listening = await listen(
    server,
    command.port ?? environment.port ?? DEFAULT_PORT,
    command.host,
  );
  const workflows = file.workflows.map(({ id }) => id);
  const kind = url?.split(":")[0] ?? "own";
  logger.info({ port: listening.port, pid: process.pid, workflows, store: kind }, "listening");
  const { graceMs } = command;
  endInOrder(logger, {
    graceMs,
    describe,
    leave: listening.leave,
    drain: () => drain(server, listening, store, graceMs),
  });
  if (command.workers > 1) process.send?.(SERVING);
}

function overrides(
  { basePath, origins, trustProxy }: ServeCommand,
  { secretKeys }: Environment,
  file: FileOptions,
): Pick<WorkflowServerOptions, "secretKeys"> & Partial<WorkflowServerOptions> {
  const all = [...(file.secretKeys ?? []), ...secretKeys];
  const empty = emptyKeyError(all);
  if (empty) throw new CliError(empty.message, { cause: empty });
  if (all.length === 0 && !file.authorize) {
    throw new CliError(
      "no secret key: set SECRET_KEYS or SECRET_KEY_SHA256S (workflow-stream keygen makes one)",
    );
  }
  return {
    secretKeys: all,
    ...(basePath !== undefined && { basePath }),
    ...(origins !== undefined && { allowedOrigins: origins }),
    ...(trustProxy !== undefined && { trustProxy }),
  };
}

function create(options: WorkflowServerOptions, store: Store | undefined): WorkflowServer {
  try {
    return createWorkflowServer(store ? { ...options, store } : options);
  } catch (error) {
    throw new CliError(messageOf(error), { cause: error });
  }
}

async function drain(
  server: WorkflowServer,
  listening: Listening,
  store: Store | undefined,
  graceMs: number,
): Promise<void> {
  await server.close({ graceMs });
  await listening.close(LAST_READERS_MS);
  await store?.close();
}
