import type { Text } from '../client/types'
import { useFormat } from './use-format'

/** A rule in one sentence, made by the server's grammar for the language of the screen. */
export function Sentence({ text, quiet }: { text: Text | string | null | undefined; quiet?: boolean }) {
  const format = useFormat()
  const words = format.say(text)
  return words ? <p className={quiet ? 'sentence sentence-quiet' : 'sentence'}>{words}</p> : null
}
