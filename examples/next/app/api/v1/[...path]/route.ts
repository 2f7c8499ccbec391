import { openai } from "@ai-sdk/openai";
import { createWorkflowServer } from "@workflow-stream/server";
import { promptWorkflow } from "@workflow-stream/server/prompt";

const model = openai("gpt-4.1-mini");
const explain = promptWorkflow({ id: "explain", model, template: "Explain {{topic}}." });
const { fetch } = createWorkflowServer({ workflows: [explain], authorize: () => "everyone" });

export { fetch as DELETE, fetch as GET, fetch as POST };
