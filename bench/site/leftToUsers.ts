/** What peers draw formulas, diagrams and the like with, if their users install it: no text of ours has any. */
export const leftToUsers: string[] = [
  "@antv/infographic",
  "@terrastruct/d2",
  "katex",
  "mermaid",
  "stream-diffs",
  "vue-i18n",
];
