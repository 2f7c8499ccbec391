import MarkdownIt from "markdown-it";
import { contendWithWhole } from "../mount/markdown.ts";

const markdownIt = new MarkdownIt({ html: false });
contendWithWhole((root, text) => void (root.innerHTML = markdownIt.render(text)));
