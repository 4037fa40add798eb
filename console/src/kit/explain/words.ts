import type { RuleTrace, TraceNode } from '../../client/explain.types'
import type { Format } from '../use-format'

/** A required or seen value as a person reads it; missing is empty, never "null". */
export function valueWords(value: unknown, format: Format, unit?: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => valueWords(one, format, unit)).join(
    format.manner.language === 'en' ? ', ' : '、')
  if (typeof value === 'object') {
    const text = value as { zh?: string; en?: string }
    return text.zh || text.en ? format.say(text) : JSON.stringify(value)
  }
  if (typeof value === 'number')
    return unit === 'cents' ? format.money(value) : format.count(value)
  return String(value)
}

/** The tree as indented text, for the clipboard. */
export function traceText(node: TraceNode, format: Format, depth = 0): string {
  const mark = node.passed === null ? '·' : node.passed ? '✓' : '✗'
  const values = [valueWords(node.required, format), valueWords(node.seen, format)]
    .filter(Boolean).join(' | ')
  const line = `${'  '.repeat(depth)}${mark} ${format.say(node.title)}${values ? `: ${values}` : ''}`
  return [line, ...(node.children ?? []).map((child) => traceText(child, format, depth + 1))]
    .join('\n')
}

/** Rules that gave something first, then those nearest to giving. */
export function parted(rules: RuleTrace[]): { applied: RuleTrace[]; rest: RuleTrace[] } {
  const gave = (rule: RuleTrace) => rule.state === 'applied' || rule.state === 'capped' ||
    rule.state === 'reversed'
  return { applied: rules.filter(gave), rest: rules.filter((rule) => !gave(rule)) }
}
