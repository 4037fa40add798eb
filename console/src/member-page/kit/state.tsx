import Button from 'antd-mobile/es/components/button'
import type { ApiError } from '../../client/http'
import { useWords } from '../words'

/** Seen after 200 ms only, in about the shape of what comes. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useWords()
  return (
    <div className="skeleton" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: lines }, (_, n) => <div key={n} />)}
    </div>
  )
}

/** What happened, what did not change, what to do, and the number by which it is found. */
export function Trouble({ error, again }: { error: ApiError; again?: () => void }) {
  const { t } = useWords()
  const { problem } = error
  return (
    <div className="trouble" role="alert">
      <h2>{problem.title || t('state.away')}</h2>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.hint && <p>{problem.hint}</p>}
      {again && <Button onClick={again}>{t('state.again')}</Button>}
      {problem.trace && <p className="weak">{t('state.trace', { trace: problem.trace })}</p>}
    </div>
  )
}

/** Old content stays, and says how old it is. */
export function Old({ at, again }: { at: number; again: () => void }) {
  const { t, language } = useWords()
  const time = new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
  return (
    <p className="old" role="status">
      {t('state.old', { time })} <button type="button" onClick={again}>{t('state.again')}</button>
    </p>
  )
}
