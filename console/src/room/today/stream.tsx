import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isMoney, useCurrencyUnit } from '../../client/currency'
import { useDecisions } from '../../client/today'
import type { Decision } from '../../client/today.types'
import { Empty } from '../../kit/empty'
import { inOrder, rememberHead } from '../../kit/explain/head'
import { Icon } from '../../kit/icon'
import { Loading } from '../../kit/later'
import { Delta, Time } from '../../kit/show'
import { useOpen } from '../../kit/url'
import { useFormat } from '../../kit/use-format'

/** Decisions as the engine makes them; a click explains one. */
export function Stream({ first }: { first: Decision[] | undefined }) {
  const { t } = useTranslation()
  const [paused, setPaused] = useState(false)
  const { decisions, waiting, live, flow } = useDecisions(first, paused)
  const toggle = () => {
    if (paused) flow()
    setPaused(!paused)
  }
  return (
    <section className="card stream" aria-label={t('today.stream.title')}>
      <div className="card-head">
        <h2>{t('today.stream.title')}</h2>
        <div className="chart-tools">
          <span className={`note ${live && !paused ? 'live' : ''}`}>
            {paused ? t('today.stream.waiting', { count: waiting })
              : t(live ? 'today.stream.live' : 'today.stream.still')}
          </span>
          <Button
            size="small" type="text" icon={paused ? <Icon.play /> : <Icon.pause />} onClick={toggle}
          >
            {t(paused ? 'today.stream.go' : 'today.stream.pause')}
          </Button>
        </div>
      </div>
      {first === undefined ? <Loading rows={8} /> : null}
      {first && decisions.length === 0 ? (
        <Empty drawing={false} why={t('today.stream.empty')} />
      ) : null}
      <ol className="decisions">
        {decisions.slice(0, 30).map((one) => (
          <Line key={`${one.member} ${one.seq}`} decision={one} />
        ))}
      </ol>
    </section>
  )
}

function Line({ decision }: { decision: Decision }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const { open } = useOpen()
  const entries = inOrder(decision.entries)
  const total = decision.summary?.total_cents as number | undefined
  const store = decision.summary?.store as string | undefined
  const act = () => {
    const entry = entries[0]
    rememberHead(decision.member, decision.seq, {
      amount: entry?.kind === 'usable' ? undefined : entry?.amount, currency: entry?.currency, title: format.say(decision.title),
      time: decision.time ?? decision.at, total_cents: total,
      order: decision.summary?.order_id as string | undefined,
    })
    open('explain', decision.member, decision.seq)
  }
  return (
    <li>
      <button type="button" onClick={act} title={t('today.stream.explain')}>
        <span className="decision-when"><Time at={decision.at} /></span>
        <span className="decision-what cut">
          <b>{decision.name || t('member.nameless', { tail: decision.member.slice(-5) })}</b> {format.say(decision.title)}
          {total === undefined ? '' : ` ${format.money(total)}`}
          {store ? <span className="quiet">{` · ${store}`}</span> : null}
        </span>
        <span className="decision-entries">
          {entries.slice(0, 2).map((entry, index) => (entry.kind === 'usable' ? (
            <span key={index} className="delta">
              {`${t('words.entry.usable')} ${format.count(entry.amount)} ${unit(entry.currency)}`}
            </span>
          ) : (
            <Delta
              key={index} amount={entry.amount} unit={unit(entry.currency)} money={isMoney(entry.currency)}
            />
          )))}
        </span>
      </button>
    </li>
  )
}
