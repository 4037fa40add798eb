/**
 * Finds Chinese names by the initials of their pinyin ("rpsb" for 乳品双倍) without a dictionary:
 * the browser already sorts Han by pinyin, so each letter's first character marks a boundary.
 */
const boundaries = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀']
const letters = [...'abcdefghjklmnopqrstwxyz']
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

function initial(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase()
  let found = ''
  for (let index = 0; index < boundaries.length; index += 1) {
    if (collator.compare(boundaries[index]!, character) > 0) break
    found = letters[index]!
  }
  return found
}

export function initials(text: string): string {
  return [...text].map(initial).join('')
}

/** Whether what was typed is part of the text or of its initials. */
export function matches(text: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase()
  if (!wanted) return true
  return text.toLowerCase().includes(wanted) || initials(text).includes(wanted.replace(/\s/g, ''))
}
