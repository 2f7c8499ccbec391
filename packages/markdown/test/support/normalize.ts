/** Elements that references write line breaks around. */
const BLOCKS = "p|h[1-6]|ul|ol|li|blockquote|pre|hr|table|thead|tbody|tr|th|td";
const BLOCK_TAG = new RegExp(`\\n?(</?(?:${BLOCKS})(?: [^>]*)?>)\\n?`, "g");

/** HTML of a reference without what is a matter of its style: one line break beside the tag of a block, ` /`, `&quot;` in text;
 * and without the class of a language with other than letters, digits and `_+#.-`. */
export function normalize(html: string): string {
  return html
    .replaceAll(/ class="language-(?![\w+#.-]{1,32}")[^"]*"/g, "")
    .replaceAll(/ ?\/>/g, ">")
    .replaceAll(BLOCK_TAG, "$1")
    .replaceAll("&quot;", '"')
    .replaceAll(
      '<input type="checkbox" disabled="" checked="">',
      '<input checked="" disabled="" type="checkbox">',
    )
    .replaceAll('<input type="checkbox" disabled="">', '<input disabled="" type="checkbox">');
}

/** HTML of ours without what references don't write. */
export function bare(html: string): string {
  return normalize(
    html
      .replaceAll(' rel="noopener noreferrer nofollow"', "")
      .replaceAll(' loading="lazy" referrerpolicy="no-referrer"', "")
      .replaceAll(' tabindex="0"', "")
      .replaceAll(/ aria-label="(?:Completed|Incomplete) task"/g, "")
      .replaceAll(/ title="[^"]*" data-host="[^"]*"/g, "")
      .replaceAll(
        /<img alt="([^"]*)"( title="[^"]*")? src="([^"]*)">/g,
        '<img src="$3" alt="$1"$2>',
      ),
  );
}
