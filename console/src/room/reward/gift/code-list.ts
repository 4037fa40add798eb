/**
 * The codes of a text: one a line, of a table the first column, without quotes. A first line without
 * figures above one that has some is its heading. */
export function codesIn(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
    .map((line) => line.split(/[,;\t]/)[0]!.trim().replace(/^"|"$/g, '').trim())
    .filter(Boolean)
  const named = lines.length > 1 && !/\d/.test(lines[0]!) && /\d/.test(lines[1]!)
  return named ? lines.slice(1) : lines
}
