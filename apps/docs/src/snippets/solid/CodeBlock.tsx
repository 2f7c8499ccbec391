export function CodeBlock(props: { text: string; lang: string | undefined; isOpen: boolean }) {
  return (
    <pre data-lang={props.lang} aria-busy={props.isOpen}>
      {props.text}
    </pre>
  );
}
