import DOMPurify from "dompurify";
import { marked } from "marked";
import { contendWithWhole } from "../mount/markdown.ts";

contendWithWhole((root, text) => {
  root.innerHTML = DOMPurify.sanitize(marked.parse(text, { async: false }));
});
