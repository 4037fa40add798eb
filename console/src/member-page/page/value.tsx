import Button from 'antd-mobile/es/components/button'
import { useState } from 'react'
import { ApiError, api, take } from '../../client/http'
import type { Schemas } from '../../client/types'
import { Page } from '../kit/page'
import { Skeleton, Trouble } from '../kit/state'
import { useLoad } from '../load'
import { useFormat } from '../me'
import { useWords } from '../words'

type Value = Schemas['StoredValueShown']
type Line = Schemas['ValueLineShown']

/** What is there, of which the member paid so much and was given the rest. */
function Balance({ value }: { value: Value }) {
  const format = useFormat()
  const { t } = useWords()
  const held = value.held_principal_cents + value.held_bonus_cents
  return (
    <section className="card">
      <p className="weak">{value.title}</p>
      <p className="hero"><b className="figure">{format.money(value.principal_cents + value.bonus_cents)}</b></p>
      <dl className="facts">
        <div><dt>{t('value.principal')}</dt><dd className="figure">{format.money(value.principal_cents)}</dd></div>
        <div><dt>{t('value.bonus')}</dt><dd className="figure">{format.money(value.bonus_cents)}</dd></div>
        {!!held && <div><dt>{t('value.held')}</dt><dd className="figure">{format.money(held)}</dd></div>}
      </dl>
      {value.frozen && <p className="warn">{t('value.frozen')}</p>}
      {value.next_expiry && (
        <p className="soon">
          {t('value.expiring', {
            amount: format.money(value.next_expiry.amount), day: format.day(value.next_expiry.on),
          })}
        </p>
      )}
      {value.limits && value.steps.length > 0 && (
        <>
          <p className="weak steps">{t('value.steps')}</p>
          <ul className="hints">{value.steps.map((one) => (
            <li key={one.from_cents}>
              {t('value.step', { from: format.money(one.from_cents), bonus: format.money(one.bonus_cents) })}
            </li>
          ))}</ul>
        </>
      )}
    </section>
  )
}

function One({ line }: { line: Line }) {
  const format = useFormat()
  const { t } = useWords()
  const cents = line.principal_cents + line.bonus_cents
  const after = line.principal_after_cents + line.bonus_after_cents
  const parts = line.principal_cents && line.bonus_cents
    ? t('value.of', {
      principal: format.money(Math.abs(line.principal_cents)), bonus: format.money(Math.abs(line.bonus_cents)),
    }) : ''
  return (
    <li>
      <div>
        <span>{t(`value.kind.${line.kind}`)}</span>
        <span className={cents > 0 ? 'figure gain' : 'figure'}>
          {cents > 0 ? '+' : ''}{format.money(cents)}
        </span>
      </div>
      <div className="weak">
        <time dateTime={line.time}>{format.time(line.time)}</time>
        <span className="figure">{t('value.after', { balance: format.money(after) })}</span>
      </div>
      {parts && <p className="weak">{parts}</p>}
    </li>
  )
}

const ask = (value: string, cursor?: string) =>
  take(api.GET('/v1/me/stored-values/{value}/statement', {
    params: { path: { value }, query: { limit: 30, ...(cursor && { cursor }) } },
  }))

/** Movement by movement, latest first; more on request. A hold that was spent is one line, not two. */
function Statement({ value }: { value: string }) {
  const { t } = useWords()
  const first = useLoad(`value ${value}`, () => ask(value))
  const [more, setMore] = useState<Line[]>([])
  const [next, setNext] = useState<string | null | undefined>(undefined)
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  if (!first.data)
    return first.error ? <Trouble error={first.error} again={first.again} /> : <Skeleton lines={6} />
  const cursor = next === undefined ? first.data.next : next
  const show = async () => {
    setBusy(true)
    try {
      const page = await ask(value, cursor!)
      setMore((before) => [...before, ...page.items])
      setNext(page.next ?? null)
      setError(null)
    } catch (thrown) {
      if (thrown instanceof ApiError) setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const lines = [...first.data.items, ...more].filter((one) => one.kind !== 'confirm')
  if (!lines.length) return <p className="empty">{t('value.empty')}</p>
  return (
    <>
      <ul className="lines">{lines.map((line) => <One key={line.entry + line.kind} line={line} />)}</ul>
      {error && <Trouble error={error} />}
      {cursor && <Button block loading={busy} onClick={show}>{t('points.more')}</Button>}
    </>
  )
}

/** Money paid in beforehand: what is left, what a top-up brings, and what was paid with it. */
export default function StoredValue() {
  const { t } = useWords()
  const { data, error, again } = useLoad('values', () => take(api.GET('/v1/me/stored-values')))
  const [chosen, setChosen] = useState<string | null>(null)
  const value = data?.items.find((one) => one.value === chosen) ?? data?.items[0]
  return (
    <Page title={t('value.title')}>
      {!data && (error ? <Trouble error={error} again={again} /> : <Skeleton lines={5} />)}
      {data && !value && <p className="empty">{t('value.none')}</p>}
      {data && data.items.length > 1 && (
        <div className="choice" role="group" aria-label={t('value.title')}>
          {data.items.map((one) => (
            <button
              key={one.value} type="button" aria-pressed={one.value === value?.value}
              onClick={() => setChosen(one.value)}
            >{one.title}</button>
          ))}
        </div>
      )}
      {value && <Balance value={value} />}
      {value && <h2>{t('value.statement')}</h2>}
      {value && <Statement key={value.value} value={value.value} />}
    </Page>
  )
}
