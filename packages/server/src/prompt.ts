import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { LanguageModel } from "ai";
import { modelText, type ModelCall } from "./modelText.ts";
import type { ModelPiece } from "./modelOutput.ts";
import { promptInputs, type PromptValues } from "./promptInputs.ts";
import { parseTemplate, type TemplateInputs } from "./template.ts";
import type { Workflow } from "./workflow.ts";

/** How the model is called; each member as `streamText` of the AI SDK takes it. */
export type PromptSettings = Pick<
  ModelCall,
  | "maxOutputTokens"
  | "temperature"
  | "topP"
  | "topK"
  | "presencePenalty"
  | "frequencyPenalty"
  | "stopSequences"
  | "seed"
  | "maxRetries"
  | "timeout"
  | "headers"
  | "providerOptions"
>;

/** What `promptWorkflow` takes. */
export interface PromptWorkflowOptions<
  Id extends string = string,
  Template extends string = string,
  Input = TemplateInputs<Template>,
> {
  /** The name in the URL: letters, digits, `.`, `_`, `~` and `-`. */
  readonly id: Id;
  /** A model of any AI SDK provider. */
  readonly model: LanguageModel;
  /** The prompt: `{{name}}` is the place of an input, `{{{{` a literal `{{`. */
  readonly template: Template;
  /** The schema of the inputs. Default: a text, a number or a boolean for each name of the template. */
  readonly inputs?: StandardSchemaV1<Input>;
  /** The longest text of an input, in UTF-16 units. Default 100 000; with `inputs`, what these let through. */
  readonly maxInputChars?: number;
  /** Instructions to the model, sent as they stand: no input reaches them. */
  readonly system?: string;
  /** `maxRetries` is 0 unless given: a provider that fails at once is a 502 at once, and none is asked twice. */
  readonly settings?: PromptSettings;
  /** Whether what the model thinks is passed on beside its text. Default true. */
  readonly reasoning?: boolean;
  /** Keeps each complete text this long, in seconds, and gives it again for equal inputs. Default: nothing is kept. */
  readonly cacheTtlSeconds?: number;
  /** Whether its runs may go on unread for whoever asks for that by `?detach=1`. Default true. */
  readonly detach?: boolean;
  /** Tells kept texts of this prompt from those of another. Default: its template, system, settings, model and `reasoning`. */
  readonly version?: string;
}

/**
 * Makes a workflow of a prompt and a model, which passes on what the model thinks, its sources, and how its text ended. A run is done
 * only if the model said why it ended: at its end, its token limit (`length`) or its filter (`content-filter`). It fails as
 * `upstream_failed` or `upstream_timeout` when the provider does or breaks off. The type keeps the id and what the inputs are, by the
 * schema or else by the template's names.
 * @throws TypeError when the template has an open brace, or a name that `inputs` does not have, or `maxInputChars` is not above 0.
 * @example
 * ```ts
 * const explain = promptWorkflow({
 *   id: "explain",
 *   model: openai("gpt-4.1-mini"),
 *   template: "Explain {{topic}} in three sentences.",
 * });
 * ```
 */
export function promptWorkflow<
  const Id extends string,
  const Template extends string,
  Input = TemplateInputs<Template>,
>(
  options: PromptWorkflowOptions<Id, Template, Input>,
): Workflow<StandardSchemaV1<Input, PromptValues>, Id, ModelPiece> {
  const { id, model, template: source, system, settings, cacheTtlSeconds, detach } = options;
  const { reasoning = true } = options;
  const template = parseTemplate(source);
  if (options.maxInputChars !== undefined && !(options.maxInputChars > 0)) {
    throw new TypeError(`maxInputChars must be a number above 0, not ${options.maxInputChars}`);
  }
  return {
    id,
    inputs: promptInputs(template.names, options.inputs, options.maxInputChars),
    version:
      options.version ?? JSON.stringify([source, system, settings, modelName(model), reasoning]),
    ...(cacheTtlSeconds !== undefined && { cacheTtlSeconds }),
    ...(detach !== undefined && { detach }),
    run: (inputs, context) => {
      const prompt = template.render(inputs);
      const call = { maxRetries: 0, ...settings, model, prompt };
      return modelText(system === undefined ? call : { ...call, system }, context, !reasoning);
    },
  };
}

function modelName(model: LanguageModel): string {
  return typeof model === "string" ? model : `${model.provider}/${model.modelId}`;
}
