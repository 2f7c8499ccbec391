import { openai } from "@ai-sdk/openai";
import { createWorkflowServer } from "@workflow-stream/server";
import { promptWorkflow } from "@workflow-stream/server/prompt";

const model = openai("gpt-4.1-mini");
const explain = promptWorkflow({ id: "explain", model, template: "Explain {{topic}}." });
const server = createWorkflowServer({ workflows: [explain], authorize: () => "everyone" });
const answer = ({ request }: { request: Request }) => server.fetch(request);

export { answer as DELETE, answer as GET, answer as POST };
