import fc from "fast-check";

/** What random texts are made of, beside words. */
const FRAGMENTS = [
  ..."*_`[]()!<>#&\\|~:-+=.\"'",
  " ",
  "  ",
  "\n",
  "\n\n",
  "\t",
  "    ",
  "a",
  "b c",
  "é",
  "日本",
  "自由。",
  "1",
  "x",
  "*a*",
  "**b**",
  "_c_",
  "***",
  "__",
  "`d`",
  "``",
  "[e](f)",
  '[g](<h i> "j")',
  "![k](l)",
  "[m][n]",
  "[n]: /o\n",
  "[e]: <p> 'q'\n",
  "[e]",
  "# ",
  "## ",
  "> ",
  "- ",
  "* ",
  "+ ",
  "1. ",
  "2) ",
  "10. ",
  "---\n",
  "===\n",
  "***\n",
  "```\n",
  "~~~ r\n",
  "```s\n",
  "\n    ",
  "\n  ",
  "<https://t.u>",
  "<v@w.x>",
  "&amp;",
  "&copy;",
  "&#35;",
  "\\*",
  "\\\n",
  "  \n",
  "\n> ",
  "\n- ",
  "\n  - ",
  "\n1. ",
  "\n\t",
];

/** What GitHub adds to it. */
const GFM_FRAGMENTS = [
  "~~y~~",
  "~",
  "| a | b |\n| - | :-: |\n",
  "| c | d |\n",
  "|",
  "\n|-|-|\n",
  "[ ] ",
  "[x] ",
  "- [x] z\n",
  "https://a.bc/d_e",
  "www.f.gh",
  "https://a_日本語",
  "i@j.kl",
  "~~",
];

/** Random texts of CommonMark, at random in GitHub's flavour. */
export function documents(isGfm: boolean): fc.Arbitrary<string> {
  const fragments = isGfm ? [...FRAGMENTS, ...GFM_FRAGMENTS] : FRAGMENTS;
  return fc
    .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 24 })
    .map((parts) => parts.join(""));
}
