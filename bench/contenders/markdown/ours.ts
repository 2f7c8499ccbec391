import { createMarkdownWriter } from "@workflow-stream/markdown";
import { contendWithMarkdown } from "../../page/markdown.ts";

contendWithMarkdown((root) => createMarkdownWriter(root));
