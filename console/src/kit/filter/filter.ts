import type { Format } from '../use-format'

/** One filter of a list; its value is text in the URL. */
export type Filter = {
  key: string
  title: string
} & (
  | { type: 'choice'; choices: { value: string; title: string }[]; many?: boolean }
  | { type: 'number'; unit?: string }
  | { type: 'day' }
  | { type: 'text'; hint?: string }
)

/** What a chip says about its value. */
export function wordsOf(filter: Filter, value: string | null, format: Format): string {
  if (!value) return '…'
  if (filter.type === 'choice') {
    const titles = value.split(',').map((one) =>
      filter.choices.find((choice) => choice.value === one)?.title ?? one)
    return titles.join(format.manner.language === 'en' ? ', ' : '、')
  }
  if (filter.type === 'number') return format.count(Number(value))
  return value
}
