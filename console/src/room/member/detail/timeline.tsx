import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isMoney, useCurrencyUnit } from '../../../client/currency'
import { useNewer, useTimeline } from '../../../client/member'
import { useTiers } from '../../../client/tier'
import type { TimelineItem } from '../../../client/types'
import { Empty } from '../../../kit/empty'
import { inOrder, rememberHead } from '../../../kit/explain/head'
import { Icon } from '../../../kit/icon'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Delta } from '../../../kit/show'
import { Stale } from '../../../kit/stale'
import { useMoved } from '../../../kit/moved'
import { useOpen, useUrl } from '../../../kit/url'
import { useFormat, type Format } from '../../../kit/use-format'

const groups: Record<string, string[]> = {
  orders: ['order.paid', 'order.refunded', 'order.completed'],
  points: [
    'points.adjust', 'points.spend', 'points.return', 'points.open', 'tick', 'points.send', 'points.take_back',
    'transfer.answer', 'transfer.withdraw', 'transfer.arrive', 'family.contribute', 'family.join',
    'family.leave', 'family.left', 'partner.exchange', 'partner.reverse',
  ],
  value: ['value.top_up', 'value.spend', 'value.return', 'value.refund', 'value.adjust', 'value.freeze'],
  person: ['member.registered', 'member.updated', 'identity.linked', 'identity.unlinked'],
  rewards: [
    'coupon.issue', 'coupon.claim', 'coupon.claim_code', 'coupon.give', 'coupon.receive', 'coupon.void',
    'pack.issue', 'pack.claim', 'gift.redeem', 'gift.grant', 'gift.reveal', 'donation.report',
    'gift.fulfil', 'gift.reverse',
    'hold.make', 'hold.confirm', 'hold.release', 'benefit.use', 'benefit.return',
    'plan.try', 'plan.paid', 'plan.renew', 'plan.cancel',
  ],
  interaction: ['member.checked_in', 'review.posted', 'content.shared', 'event.attended'],
}

/** What happened, newest first, grouped by day in the programme's zone. */
export function Timeline({ member, onRows }: { member: string; onRows: (seqs: string[]) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { get, put } = useUrl()
  const client = useQueryClient()
  const chosen = get('types')
  const types = useMemo(() => (chosen ? groups[chosen] ?? [] : []), [chosen])
  const {
    data, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch,
    dataUpdatedAt,
  } = useTimeline(member, types)
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  useEffect(() => { onRows(items.map((item) => String(item.seq))) }, [items, onRows])
  const end = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || !hasNextPage) return
    const watch = new IntersectionObserver((seen) => {
      if (seen[0]?.isIntersecting && !isFetchingNextPage) void fetchNextPage()
    }, { rootMargin: '200px' })
    watch.observe(end.current)
    return () => watch.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const newer = useNewer(member, types, data && !isPlaceholderData ? items[0]?.seq ?? 0 : undefined)
  useEffect(() => {
    // The figures beside follow at once; the list waits to be asked, so that nothing jumps.
    if (newer) void client.invalidateQueries({ queryKey: ['member', member], exact: true })
    if (newer) void client.invalidateQueries({ queryKey: ['member', member, 'tier'] })
  }, [client, member, newer])
  const show = () => {
    void refetch().then(() => top.current?.scrollIntoView({ block: 'nearest' }))
  }
  const days = useMemo(() => byDay(items, format), [items, format])
  return (
    <div className="timeline" ref={top}>
      <div className="chips" role="group" aria-label={t('member.timeline.filter')}>
        {['', ...Object.keys(groups)].map((key) => (
          <button
            key={key} type="button" className="choice" aria-pressed={(chosen ?? '') === key}
            onClick={() => put({ types: key || null })}
          >
            {t(`member.timeline.group.${key || 'all'}`)}
          </button>
        ))}
      </div>
      {newer ? (
        <button type="button" className="newer" onClick={show}>
          {t('member.timeline.newer', { count: newer })}
        </button>
      ) : null}
      {error && !data ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {error && data ? <Stale at={dataUpdatedAt} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading rows={10} /> : null}
      {data && items.length === 0 ? (
        <Empty
          drawing={false} why={t(chosen ? 'member.timeline.noMatch' : 'member.timeline.none')}
          act={chosen ? <Button onClick={() => put({ types: null })}>{t('kit.filter.clear')}</Button>
            : undefined}
        />
      ) : null}
      {days.map(([day, rows]) => (
        <section key={day}>
          <h3 className="day-head">{format.prose(rows[0]!.time)}</h3>
          <ol>{rows.map((item) => <Row key={item.seq} member={member} item={item} />)}</ol>
        </section>
      ))}
      <div ref={end} />
      {isFetchingNextPage ? <Loading rows={3} /> : null}
    </div>
  )
}

function byDay(items: TimelineItem[], format: Format): [string, TimelineItem[]][] {
  const days: [string, TimelineItem[]][] = []
  for (const item of items) {
    const day = format.dayKey(item.time)
    const last = days.at(-1)
    if (last && last[0] === day) last[1].push(item)
    else days.push([day, [item]])
  }
  return days
}

function Row({ member, item }: { member: string; item: TimelineItem }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const moved = useMoved()
  const { open } = useOpen()
  const summary = item.summary as {
    order_id?: string; total_cents?: number; amount_cents?: number; store?: string; reason?: string
  }
  const money = summary.total_cents ?? summary.amount_cents
  const entries = inOrder(item.entries)
  const moves = item.effects.filter((effect) => effect.type.startsWith('tier.'))
  const tiers = useTiers()
  const tier = (effect: (typeof moves)[number], side: 'from' | 'to') => {
    const key = String(effect[side] ?? '')
    return tiers.find((one) => one.set === effect.set && one.key === key)?.title ?? key
  }
  const act = () => {
    const entry = entries[0]
    rememberHead(member, item.seq, {
      amount: entry?.kind === 'usable' ? undefined : entry?.amount, currency: entry?.currency, title: format.say(item.title),
      time: item.time, order: summary.order_id, total_cents: summary.total_cents,
    })
    open('explain', member, item.seq)
  }
  return (
    <li>
      <button type="button" className="event" onClick={act}>
        <span className="event-when figure">{format.clock(item.time)}</span>
        <span className="event-what">
          <span>
            {format.say(item.title)}
            {money === undefined ? null : <b className="figure">{` ${format.money(money)}`}</b>}
          </span>
          <small>
            {[
              summary.store ? t('member.timeline.store', { store: summary.store }) : null,
              summary.order_id ? t('member.timeline.order', { order: summary.order_id }) : null,
              summary.reason,
            ].filter(Boolean).join(' · ')}
          </small>
          {moves.map((effect, index) => (
            <small key={index} className="moved">
              {format.say(effect.title as string) || t(`member.move.${effect.type.slice(5)}`, {
                from: tier(effect, 'from'), to: tier(effect, 'to'),
              })}
            </small>
          ))}
        </span>
        <span className="event-entries">
          {entries.map((entry, index) => (
            <span key={index}>
              <small>
                {entry.kind === 'issue' && entry.rule_title ? format.say(entry.rule_title)
                  : moved.word(entry.kind, entry.currency)}
              </small>
              {entry.kind === 'usable'
                ? <span className="figure">{`${format.count(entry.amount)} ${unit(entry.currency)}`}</span>
                : <Delta amount={entry.amount} unit={unit(entry.currency)} money={isMoney(entry.currency)} />}
            </span>
          ))}
        </span>
        <Icon.explain aria-label={t('member.timeline.why')} />
      </button>
    </li>
  )
}
