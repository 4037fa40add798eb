import { isMap, isPair, isSeq, LineCounter, parseDocument } from 'yaml'

export type Range = { from: number; to: number }

/** Lines (from 1) of the place a JSON pointer names; the nearest existing parent when it is missing. */
export function linesOf(text: string, pointer: string): Range | null {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const wanted = pointer.split('/').slice(1)
  let node: unknown = document.contents
  let found: Range | null = null
  for (const part of wanted) {
    let next: unknown = null
    let start = 0
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === part)
      if (!pair) break
      start = (pair.key as { range?: [number, number, number] }).range?.[0] ?? 0
      next = pair.value
    } else if (isSeq(node)) {
      next = node.items[Number(part)]
      start = (next as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0
    }
    if (!next) break
    const end = (next as { range?: [number, number, number] }).range?.[1] ?? start
    found = { from: counter.linePos(start).line, to: counter.linePos(Math.max(start, end - 1)).line }
    node = next
  }
  return found
}

/** The first fault of a text that is not YAML. */
export function yamlFault(text: string): { line: number; message: string } | null {
  const counter = new LineCounter()
  const fault = parseDocument(text, { lineCounter: counter }).errors[0]
  if (!fault) return null
  return { line: counter.linePos(fault.pos[0]).line, message: fault.message.split('\n')[0] ?? '' }
}
