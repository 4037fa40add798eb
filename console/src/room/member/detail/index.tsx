import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { ApiError } from '../../../client/http'
import { useCurrencyOrder } from '../../../client/currency'
import { useMember } from '../../../client/member'
import type { Member, Revealed } from '../../../client/types'
import { Boundary } from '../../../kit/boundary'
import { Chip } from '../../../kit/chip'
import { DetailHeader } from '../../../kit/detail-header'
import { ExplainDrawer } from '../../../kit/explain/lazy'
import { Icon } from '../../../kit/icon'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Time, Unknown } from '../../../kit/show'
import { Stale } from '../../../kit/stale'
import { Tabs } from '../../../kit/tabs'
import { useOpen, useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { Page } from '../../../shell/page'
import { useMemberName } from '../name'
import { TierMark } from '../tier-mark'
import { AdjustDrawer } from './adjust'
import { Benefits } from './benefit'
import { BenefitActs } from './benefit/act'
import { Coupons } from './coupon'
import { IssueDrawer, VoidDrawer } from './coupon/act'
import { PackDrawer } from './coupon/pack'
import { Gifts } from './gift'
import { GiftActs } from './gift/act'
import { Orders } from './orders'
import { PageLink } from './page-link'
import { Plans } from './plan'
import { PlanActs } from './plan/act'
import { Points } from './points'
import { Privacy } from './privacy'
import { Profile } from './profile'
import { Rail } from './rail'
import { Reveal, Revealing } from './reveal'
import { Timeline } from './timeline'
import { Values } from './value'
import { ValueDrawer } from './value/act'
import { Transfers } from './transfer'
import { TransferActs } from './transfer/act'
import { ExchangeActs } from './transfer/exchange'

const tabs = ['timeline', 'points', 'coupons', 'gifts', 'benefits', 'plans', 'values', 'transfers', 'orders', 'profile', 'privacy'] as const

/** Member 360: left what is, middle what happened, right what I can do. */
export default function MemberPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  const { error, refetch } = useMember(id)
  const [revealed, setRevealed] = useState<Revealed | null>(null)
  const crumbs = [{ title: t('frame.page.members'), to: '/member/members' }]
  // Nobody has this number: there is nothing to show in parts.
  if (error instanceof ApiError && error.status === 404) return (
    <Page name={t('words.member')} title={t('words.member')} crumbs={crumbs}>
      <ProblemView error={error} retry={() => void refetch()} />
    </Page>
  )
  return (
    <Revealing value={{ revealed, setRevealed }}><Body id={id} crumbs={crumbs} /></Revealing>
  )
}

function Body({ id, crumbs }: { id: string; crumbs: { title: string; to?: string }[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { get, put } = useUrl()
  const { what, args, open, close } = useOpen()
  const query = useMember(id)
  const order = useCurrencyOrder()
  const member = query.data && { ...query.data, balances: order(query.data.balances) }
  const [row, setRow] = useState<string[]>([])
  const memberName = useMemberName()
  const name = member ? memberName(member) : t('words.member')
  const tab = tabs.find((one) => one === get('tab')) ?? 'timeline'
  const tier = member?.tiers[0]
  const at = row.indexOf(args[1] ?? '')
  const neighbour = (step: number) => {
    const seq = row[at + step]
    return at >= 0 && seq !== undefined ? () => open('explain', id, seq) : undefined
  }
  const whole = (show: (member: Member) => ReactNode) => (member ? show(member)
    : query.error ? <ProblemView error={query.error} retry={() => void query.refetch()} />
      : <Loading rows={8} />)
  return (
    <Page
      name={name} title={name} crumbs={[...crumbs, { title: name }]} className="member-page"
      chips={
        <>
          {tier?.tier_title ? <Chip tone="primary"><TierMark title={format.say(tier.tier_title)} /></Chip>
            : null}
          {member?.provisional ? <Chip tone="warning">{t('member.provisional')}</Chip> : null}
        </>
      }
      acts={member ? (
        <>
          {may('members:link') ? <PageLink member={id} /> : null}
          {may('members:reveal') ? <Reveal member={member} /> : null}
          {may('points:adjust') ? (
            <Button type="primary" icon={<Icon.currency />} onClick={() => open('adjust')}>
              {t('member.adjust.open')}
            </Button>
          ) : null}
        </>
      ) : null}
    >
      {query.error && member ? <Stale at={query.dataUpdatedAt} retry={() => void query.refetch()} /> : null}
      <p className="print-only note">
        {t('member.printed', { time: format.time(new Date(query.dataUpdatedAt).toISOString(), true) })}
      </p>
      <div className="member-facts card">{whole((one) => <Facts member={one} />)}</div>
      <div className="member-grid">
        <Rail id={id} member={query} />
        <section className="card member-middle">
          <Tabs
            chosen={tab} choose={(key) => put({ tab: key, types: null, cursor: null, part: null })}
            label={name} tabs={tabs.map((key) => ({ key, title: t(`member.tab.${key}`) }))}
          >
            <Boundary key={tab}>
              {tab === 'timeline' ? <Timeline member={id} onRows={setRow} /> : null}
              {tab === 'points' ? whole((one) => <Points member={one} onRows={setRow} />) : null}
              {tab === 'values' ? <Values member={id} onRows={setRow} /> : null}
              {tab === 'coupons' ? <Coupons member={id} onRows={setRow} /> : null}
              {tab === 'gifts' ? <Gifts member={id} onRows={setRow} /> : null}
              {tab === 'benefits' ? <Benefits member={id} onRows={setRow} /> : null}
              {tab === 'plans' ? <Plans member={id} onRows={setRow} /> : null}
              {tab === 'transfers' ? <Transfers member={id} /> : null}
              {tab === 'orders' ? <Orders member={id} onRows={setRow} /> : null}
              {tab === 'profile' ? whole((one) => <Profile member={one} />) : null}
              {tab === 'privacy' ? whole((one) => <Privacy member={one} />) : null}
            </Boundary>
          </Tabs>
        </section>
      </div>
      {what === 'explain' && args[1] ? (
        <ExplainDrawer
          member={id} seq={args[1]} onClose={close} onPrevious={neighbour(-1)} onNext={neighbour(1)}
        />
      ) : null}
      {member ? <ValueDrawer member={member} what={what} args={args} onClose={close} /> : null}
      {what === 'issue' && member ? <IssueDrawer member={member} onClose={close} /> : null}
      {what === 'pack' && member ? <PackDrawer member={member} onClose={close} /> : null}
      {what === 'void' && args[0] && member
        ? <VoidDrawer member={member} coupon={args[0]} onClose={close} /> : null}
      {member ? <GiftActs member={member} what={what} of={args[0]} onClose={close} /> : null}
      {member ? <BenefitActs member={member} what={what} of={args[0]} onClose={close} /> : null}
      {member ? <PlanActs member={member} what={what} of={args[0]} onClose={close} /> : null}
      {member ? <TransferActs member={member} what={what} of={args[0]} onClose={close} /> : null}
      {member ? <ExchangeActs member={member} what={what} args={args} onClose={close} /> : null}
      {what === 'adjust' && member ? <AdjustDrawer member={member} onClose={close} /> : null}
    </Page>
  )
}

function Facts({ member }: { member: Member }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <DetailHeader facts={[
      { title: t('member.spent'), value: format.money(member.stats.spent_cents) },
      {
        title: t('member.average'),
        value: member.stats.avg_cents === null ? <Unknown why={t('member.noOrders')} />
          : format.money(member.stats.avg_cents),
      },
      { title: t('member.tab.orders'), value: t('words.orders', { count: member.stats.orders }) },
      { title: t('member.lastOrder'), value: <Time at={member.stats.last_order_at} /> },
      { title: t('member.since'), value: <Time at={member.registered_at} /> },
    ]} />
  )
}
