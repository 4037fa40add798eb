/** A definition's sentence in a table: two lines of it, the whole when one points at it. */
export function SentenceCell({ text }: { text: string }) {
  return <span className="sentence-cell" title={text}>{text}</span>
}
