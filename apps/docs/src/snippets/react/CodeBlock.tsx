interface CodeBlockProps {
  text: string;
  lang: string | undefined;
  isOpen: boolean;
}

export function CodeBlock({ text, lang, isOpen }: CodeBlockProps) {
  return (
    <pre data-lang={lang} aria-busy={isOpen}>
      {text}
    </pre>
  );
}
