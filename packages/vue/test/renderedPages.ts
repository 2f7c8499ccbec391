/** `<StreamingText>` with the initial text `a < b`, as a server renders it. */
export const COMPONENT_HTML =
  '<!--[--><p data-status="idle" aria-busy="false"><span data-text>a &lt; b</span><!----><!----></p><span role="status"></span><!--]-->';

/** The primitive with the initial text `a < b`, as a server renders it. */
export const PRIMITIVE_HTML = '<p data-status="idle" aria-busy="false">a &lt; b</p>';

/** An async component that awaits `ready()`, as a server renders it. */
export const SUSPENDED_HTML = "<p>a &lt; b</p>";
