import { openai } from "@ai-sdk/openai";
import { promptWorkflow } from "@workflow-stream/server/prompt";

const model = openai("gpt-4.1-mini");
const explain = promptWorkflow({ id: "explain", model, template: "Explain {{topic}}." });

export default { workflows: [explain], authorize: () => "everyone" };
