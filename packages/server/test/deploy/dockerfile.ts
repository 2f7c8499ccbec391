import { execFile } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Copy, DockerfileParser, JSONInstruction, type Instruction } from "dockerfile-ast";

/** What a Dockerfile makes of a folder, without Docker: its last stage as a folder, and how it is to be run. */
export interface Built {
  /** The working directory. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** Entry point and command. */
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  readonly user: string;
}

interface Stage {
  readonly root: string;
  readonly env: Record<string, string>;
  workdir: string;
  user: string;
  entrypoint: string[];
  cmd: string[];
  healthcheck: string[];
}

/**
 * Does what a Dockerfile says: each stage is a folder, its base image this machine. An instruction that it does not know is an error.
 * @param context where `COPY` takes files from.
 * @param folder where the stages are put.
 */
export async function buildByHand(
  dockerfile: string,
  context: string,
  folder: string,
): Promise<Built> {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    if (instruction.getKeyword() === "FROM") {
      const [, , name = "last"] = valuesOf(instruction);
      stage = newStage(join(folder, name));
      stages.set(name, stage);
    } else if (stage) {
      await obey(instruction, stage, (name) =>
        name === undefined ? context : rootOf(stages, name),
      );
    }
  }
  if (!stage) throw new Error("the Dockerfile has no FROM");
  const { env, entrypoint, cmd, healthcheck, user } = stage;
  return {
    directory: inStage(stage, "."),
    env,
    command: [...entrypoint, ...cmd],
    healthcheck,
    user,
  };
}

function newStage(root: string): Stage {
  return { root, env: {}, workdir: "/", user: "root", entrypoint: [], cmd: [], healthcheck: [] };
}

function rootOf(stages: ReadonlyMap<string, Stage>, name: string): string {
  const stage = stages.get(name);
  if (!stage) throw new Error(`there is no stage ${name}`);
  return stage.root;
}

async function obey(
  instruction: Instruction,
  stage: Stage,
  sourceOf: (stage: string | undefined) => string,
): Promise<void> {
  const values = valuesOf(instruction);
  switch (instruction.getKeyword()) {
    case "WORKDIR":
      stage.workdir = values.join(" ");
      mkdirSync(inStage(stage, "."), { recursive: true });
      return;
    case "ENV":
      for (const pair of values) {
        const [name = "", value = ""] = pair.split("=");
        stage.env[name] = value;
      }
      return;
    case "COPY":
      return copy(values, stage, sourceOf(stageNamedBy(instruction)));
    case "RUN":
      await promisify(execFile)("sh", ["-c", instruction.getRawArgumentsContent() ?? ""], {
        cwd: inStage(stage, "."),
        env: { ...process.env, ...stage.env },
      });
      return;
    case "USER":
      stage.user = values.join(" ");
      return;
    case "ENTRYPOINT":
      stage.entrypoint = listOf(instruction);
      return;
    case "CMD":
      stage.cmd = listOf(instruction);
      return;
    case "HEALTHCHECK":
      stage.healthcheck = checkOf(instruction);
      return;
    case "EXPOSE":
      return;
    default:
      throw new Error(`${instruction.getKeyword()} is not known here`);
  }
}

function copy(values: readonly string[], stage: Stage, source: string): void {
  const target = values.at(-1) ?? "";
  for (const path of values.slice(0, -1)) {
    const name = target.endsWith("/") ? join(target, path) : target;
    const to = inStage(stage, name);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(source, path), to, { recursive: true, verbatimSymlinks: true });
  }
}

function inStage({ root, workdir }: Stage, path: string): string {
  return path.startsWith("/") ? join(root, path) : join(root, workdir, path);
}

function valuesOf(instruction: Instruction): string[] {
  return instruction.getArguments().map((argument) => argument.getValue());
}

function stageNamedBy(instruction: Instruction): string | undefined {
  return instruction instanceof Copy
    ? (instruction.getFromFlag()?.getValue() ?? undefined)
    : undefined;
}

/** The words of a command that is given as a list, so that no shell stands between a signal and it. */
function listOf(instruction: Instruction): string[] {
  if (!(instruction instanceof JSONInstruction)) throw new Error("not a list");
  const words = instruction.getJSONStrings().map((word) => word.getJSONValue());
  if (words.length === 0) throw new Error(`${instruction.getKeyword()} is not given as a list`);
  return words;
}

function checkOf(instruction: Instruction): string[] {
  const text = instruction.getRawArgumentsContent() ?? "";
  return JSON.parse(text.slice(text.indexOf("["))) as string[];
}
