import { useTranslation } from 'react-i18next'
import type { Checked } from '../../../client/definition.types'
import type { Schemas } from '../../../client/types'
import { Empty } from '../../../kit/empty'
import { Sentence } from '../../../kit/sentence'
import { useForm } from './context'
import { linesOf } from './lines'
import { told } from './pointer'
import { showPlace } from './show-place'

type Part = Schemas['Part']

/** What the document says, in both languages: each is made by a grammar of its own. */
export function SentenceTab({ checked, yaml }: { checked: Checked | null; yaml: string }) {
  const { t, i18n } = useTranslation()
  if (!checked) return null
  if (!checked.sentence) return (
    <Empty drawing={false} why={t(checked.problems.length ? 'programme.noSentence'
      : 'programme.sentenceless')} />
  )
  const english = i18n.language === 'en'
  const other = english ? checked.sentence.zh : checked.sentence.en
  const parts = checked.parts?.[english ? 'en' : 'zh']
  return (
    <div className="sentences">
      {parts ? <Spoken parts={parts} /> : <Sentence text={checked.sentence} />}
      <p className="sentence sentence-quiet" lang={english ? 'zh-CN' : 'en'}>{other}</p>
      {parts ? <Excerpt yaml={yaml} /> : null}
    </div>
  )
}

/** The sentence part by part: pointing at one lights its row and its lines, a click goes there. */
function Spoken({ parts }: { parts: Part[] }) {
  const { t } = useTranslation()
  const { lit, light } = useForm()
  const lighted = told(parts.flatMap((part) => part.place ?? []), lit)
  return (
    <p className="sentence">
      {parts.map((part, index) => {
        const place = part.place
        if (!place) return part.text
        return (
          <span
            key={index} role="button" tabIndex={0} title={t('programme.showPlace', { place })}
            className={`spoken ${lighted.includes(place) ? 'lit' : ''}`}
            onMouseEnter={() => light(place)} onMouseLeave={() => light(null)}
            onFocus={() => light(place)} onBlur={() => light(null)} onClick={() => showPlace(place)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return
              event.preventDefault()
              showPlace(place)
            }}
          >
            {part.text}
          </span>
        )
      })}
    </p>
  )
}

const MOST_LINES = 8

/** The lines of YAML that say what is pointed at; the room for them is kept. */
function Excerpt({ yaml }: { yaml: string }) {
  const { t } = useTranslation()
  const { lit } = useForm()
  const range = lit ? linesOf(yaml, lit) : null
  const lines = range ? yaml.split('\n').slice(range.from - 1, range.to) : []
  return (
    <div className="excerpt" aria-live="polite">
      {range ? (
        <>
          <small>{t('programme.yamlLines', { from: range.from, to: range.to })}</small>
          <pre>
            {lines.slice(0, MOST_LINES).join('\n')}{lines.length > MOST_LINES ? '\n…' : ''}
          </pre>
        </>
      ) : <small>{t('programme.pointAt')}</small>}
    </div>
  )
}
