/** What a model might say: several scripts, a joined emoji, line breaks and white space, in uneven pieces. */
export const pieces = [
  "Once upon",
  " a time, ",
  "in 東京,",
  " a family 👨‍👩‍",
  "👧 sat down.\n\n",
  "  “Ну что ж”, ",
  "said the 🦉\t— ",
  "and so it ended: שלום.\n",
] as const;

export const text = pieces.join("");
