import { Input } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { useCurrencyUnit } from '../../../client/currency'
import { tryOut } from '../../../client/definition'
import type { Document } from '../../../client/definition.types'
import type { Explain } from '../../../client/explain.types'
import { useLookup } from '../../../client/member'
import { useToday } from '../../../client/today'
import { Empty } from '../../../kit/empty'
import { ExplainBody } from '../../../kit/explain/drawer'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Code, Delta } from '../../../kit/show'
import { useFormat } from '../../../kit/use-format'
import { identityOf } from '../../../shell/identity'

const WAIT_MS = 300

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), WAIT_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** One real order by the live release and by the draft; it leaves no trace. */
export default function TryTab({ document, blocked }: { document: Document; blocked: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const { data: today } = useToday()
  const wanted = useSettled(typed.trim())
  const settled = useSettled(document)
  const found = useLookup(wanted ? identityOf(wanted) : [])
  const latest = today?.stream.find((one) => one.type === 'order.paid') ?? today?.stream[0]
  const ready = wanted ? !found.isFetching : true
  const on = useMemo(() => {
    if (!wanted) return latest ? { member: latest.member } : null
    if (found.data && !identityOf(wanted).includes(`order:${wanted}`))
      return { member: found.data.id }
    return { order: wanted }
  }, [wanted, found.data, latest])
  const tried = useQuery({
    queryKey: ['try', settled, on],
    queryFn: () => tryOut({ document: settled, ...on! }),
    enabled: !!on && !blocked && ready,
    retry: false,
    placeholderData: (before) => before,
  })
  const { data, error, isFetching, refetch } = tried
  const event = data?.draft?.event ?? data?.live?.event
  const total = event?.data?.total_cents as number | undefined
  return (
    <div className="try">
      <Input
        value={typed} placeholder={t('programme.try.placeholder')} allowClear
        aria-label={t('programme.try.placeholder')} onChange={(change) => setTyped(change.target.value)}
      />
      {blocked ? <p className="note">{t('programme.try.blocked')}</p> : null}
      {!on ? <Empty drawing={false} why={t('programme.try.none')} /> : null}
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && isFetching ? <Loading rows={4} /> : null}
      {data && !error ? (
        <div className={isFetching || blocked ? 'table-stale' : undefined}>
          {event ? (
            <p className="try-event">
              {format.say(event.title)} {event.data?.order_id
                ? <Code value={String(event.data.order_id)} /> : null} {format.time(event.time)}
              {total === undefined ? '' : ` · ${format.money(total)}`}
            </p>
          ) : null}
          <Compared live={data.live} draft={data.draft} rule={document.key} />
        </div>
      ) : null}
    </div>
  )
}

function sums(explain: Explain | null | undefined): Map<string, number> {
  const found = new Map<string, number>()
  for (const rule of explain?.rules ?? [])
    if (rule.amount && rule.currency) found.set(rule.currency, (found.get(rule.currency) ?? 0) + rule.amount)
  return found
}

function Compared({ live, draft, rule }: {
  live: Explain | null | undefined; draft: Explain | null | undefined; rule: string
}) {
  const { t } = useTranslation()
  const unit = useCurrencyUnit()
  const [why, setWhy] = useState<'live' | 'draft'>('draft')
  const [before, after] = [sums(live), sums(draft)]
  const currencies = [...new Set([...before.keys(), ...after.keys()])]
  const own = (explain: Explain | null | undefined) =>
    explain?.rules.find((one) => one.rule === rule)?.amount ?? 0
  const shown = why === 'draft' ? draft : live
  return (
    <>
      <table className="table try-table">
        <thead>
          <tr>
            <th scope="col">{t('programme.try.what')}</th>
            <th scope="col" className="right">{t('kit.diff.before')}</th>
            <th scope="col" className="right">{t('kit.diff.after')}</th>
            <th scope="col" className="right">{t('programme.try.difference')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('programme.try.thisRule')}</th>
            <td className="right"><Delta amount={own(live)} /></td>
            <td className="right"><Delta amount={own(draft)} /></td>
            <td className="right"><Delta amount={own(draft) - own(live)} /></td>
          </tr>
          {currencies.map((currency) => (
            <tr key={currency}>
              <th scope="row">{t('programme.try.all', { unit: unit(currency) })}</th>
              <td className="right"><Delta amount={before.get(currency) ?? 0} /></td>
              <td className="right"><Delta amount={after.get(currency) ?? 0} /></td>
              <td className="right">
                <Delta amount={(after.get(currency) ?? 0) - (before.get(currency) ?? 0)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="chips" role="group" aria-label={t('programme.try.why')}>
        {(['draft', 'live'] as const).map((side) => (
          <button
            key={side} type="button" className="choice" aria-pressed={why === side}
            onClick={() => setWhy(side)}
          >
            {t(`programme.try.why_${side}`)}
          </button>
        ))}
      </div>
      {shown ? <ExplainBody explain={shown} unit={unit} /> : <p className="note">{t('programme.try.notLive')}</p>}
    </>
  )
}
