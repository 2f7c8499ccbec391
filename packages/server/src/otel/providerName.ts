/** Providers of the AI SDK that the semantic conventions name otherwise, by how their own names begin. */
const NAMES = new Map([
  ["amazon-bedrock", "aws.bedrock"],
  ["azure", "azure.ai.openai"],
  ["google.generative-ai", "gcp.gemini"],
  ["google.vertex", "gcp.vertex_ai"],
  ["mistral", "mistral_ai"],
  ["vertex", "gcp.vertex_ai"],
  ["xai", "x_ai"],
]);

/** The provider's name as the semantic conventions have it: `openai` of `openai.responses`. Others keep their own. */
export function providerName(provider: string): string {
  const [first = provider, second = ""] = provider.split(".");
  return NAMES.get(`${first}.${second}`) ?? NAMES.get(first) ?? first;
}
