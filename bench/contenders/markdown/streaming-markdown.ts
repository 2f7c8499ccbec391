import { default_renderer, parser, parser_end, parser_write } from "streaming-markdown";
import { contendWithMarkdown } from "../../page/markdown.ts";

contendWithMarkdown((root) => {
  const state = parser(default_renderer(root));
  return { append: (delta) => parser_write(state, delta), end: () => parser_end(state) };
});
