/** What the typed text may identify, in the order tried. */
export function identityOf(typed: string): string[] {
  const text = typed.normalize('NFKC').trim()
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return [`email:${text}`]
  const digits = text.replace(/[\s-]/g, '')
  if (/^\+?\d{11,15}$/.test(digits) && (digits.startsWith('+') || /^1[3-9]\d{9}$/.test(digits)))
    return [`phone:${digits}`, `card:${text}`, `order:${text}`]
  if (/^[\w-]{1,128}$/.test(text) && /\d/.test(text)) return [`card:${text}`, `order:${text}`]
  return []
}
