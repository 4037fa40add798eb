import Button from 'antd-mobile/es/components/button'
import { useState } from 'react'
import { ApiError, api, take } from '../../../client/http'
import type { Schemas } from '../../../client/types'
import { Skeleton, Trouble } from '../../kit/state'
import { useLoad } from '../../load'
import { useFormat } from '../../me'
import { useWords } from '../../words'

const ask = (currency: string, cursor?: string) =>
  take(api.GET('/v1/me/statement', { params: { query: { currency, ...(cursor && { cursor }) } } }))

function Line({ line }: { line: Schemas['MyLine'] }) {
  const format = useFormat()
  const { t } = useWords()
  const kind = t(`points.kind.${line.kind}`)
  return (
    <li>
      <div>
        <span>{line.title ?? kind}</span>
        <span className={line.amount < 0 ? 'figure' : 'figure gain'}>{format.delta(line.amount)}</span>
      </div>
      <div className="weak">
        <span>{line.title ? `${kind} · ` : ''}<time dateTime={line.time}>{format.time(line.time)}</time></span>
        <span className="figure">{t('points.after', { balance: format.count(line.balance_after) })}</span>
      </div>
    </li>
  )
}

/** Movement by movement, latest first; more on request. */
export function Statement({ currency }: { currency: string }) {
  const { t } = useWords()
  const first = useLoad(`statement ${currency}`, () => ask(currency))
  const [more, setMore] = useState<Schemas['MyLine'][]>([])
  const [next, setNext] = useState<string | null | undefined>(undefined)
  const [error, setError] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  if (!first.data)
    return first.error ? <Trouble error={first.error} again={first.again} /> : <Skeleton lines={6} />
  const cursor = next === undefined ? first.data.next : next
  const show = async () => {
    setBusy(true)
    try {
      const page = await ask(currency, cursor!)
      setMore((before) => [...before, ...page.items])
      setNext(page.next ?? null)
      setError(null)
    } catch (thrown) {
      if (thrown instanceof ApiError) setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const lines = [...first.data.items, ...more]
  if (!lines.length) return <p className="empty">{t('points.empty')}</p>
  return (
    <>
      <ul className="lines">{lines.map((line) => <Line key={line.entry + line.kind} line={line} />)}</ul>
      {error && <Trouble error={error} />}
      {cursor && <Button block loading={busy} onClick={show}>{t('points.more')}</Button>}
    </>
  )
}
