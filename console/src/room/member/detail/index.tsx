import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useCurrencyOrder } from '../../../client/currency'
import { useMember } from '../../../client/member'
import type { Member, Revealed } from '../../../client/types'
import { Chip } from '../../../kit/chip'
import { DetailHeader } from '../../../kit/detail-header'
import { ExplainDrawer } from '../../../kit/explain/lazy'
import { Icon } from '../../../kit/icon'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Time, Unknown } from '../../../kit/show'
import { useOpen, useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { Page } from '../../../shell/page'
import { useMemberName } from '../name'
import { TierMark } from '../tier-mark'
import { AdjustDrawer } from './adjust'
import { Orders } from './orders'
import { Points } from './points'
import { Profile } from './profile'
import { Rail } from './rail'
import { Reveal, Revealing } from './reveal'
import { Timeline } from './timeline'

const tabs = ['timeline', 'points', 'orders', 'profile'] as const

/** Member 360: left what is, middle what happened, right what I can do. */
export default function MemberPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  const { data, error, refetch } = useMember(id)
  const order = useCurrencyOrder()
  const member = data && { ...data, balances: order(data.balances) }
  const [revealed, setRevealed] = useState<Revealed | null>(null)
  const crumbs = [{ title: t('frame.page.members'), to: '/member/members' }]
  if (error && !member) return (
    <Page name={t('words.member')} title={t('words.member')} crumbs={crumbs}>
      <ProblemView error={error} retry={() => void refetch()} />
    </Page>
  )
  if (!member) return (
    <Page name={t('words.member')} title={t('words.member')} crumbs={crumbs}>
      <Loading rows={12} />
    </Page>
  )
  return (
    <Revealing value={{ revealed, setRevealed }}>
      <Body member={member} crumbs={crumbs} />
    </Revealing>
  )
}

function Body({ member, crumbs }: { member: Member; crumbs: { title: string; to?: string }[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { get, put } = useUrl()
  const { what, args, open, close } = useOpen()
  const [row, setRow] = useState<string[]>([])
  const name = useMemberName()(member)
  const tab = tabs.find((one) => one === get('tab')) ?? 'timeline'
  const tier = member.tiers[0]
  const at = row.indexOf(args[1] ?? '')
  const neighbour = (step: number) => {
    const seq = row[at + step]
    return at >= 0 && seq !== undefined ? () => open('explain', member.id, seq) : undefined
  }
  return (
    <Page
      name={name} title={name} crumbs={[...crumbs, { title: name }]} className="member-page"
      chips={
        <>
          {tier?.tier_title ? <Chip tone="primary"><TierMark title={format.say(tier.tier_title)} /></Chip>
            : null}
          {member.provisional ? <Chip tone="warning">{t('member.provisional')}</Chip> : null}
        </>
      }
      acts={
        <>
          {may('members:reveal') ? <Reveal member={member} /> : null}
          {may('points:adjust') ? (
            <Button type="primary" icon={<Icon.currency />} onClick={() => open('adjust')}>
              {t('member.adjust.open')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="member-facts card">
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
      </div>
      <div className="member-grid">
        <Rail member={member} />
        <section className="card member-middle">
          <Tabs
            activeKey={tab} onChange={(key) => put({ tab: key, types: null, cursor: null })}
            items={tabs.map((key) => ({ key, label: t(`member.tab.${key}`) }))}
          />
          {tab === 'timeline' ? <Timeline member={member.id} onRows={setRow} /> : null}
          {tab === 'points' ? <Points member={member} onRows={setRow} /> : null}
          {tab === 'orders' ? <Orders member={member.id} onRows={setRow} /> : null}
          {tab === 'profile' ? <Profile member={member} /> : null}
        </section>
      </div>
      {what === 'explain' && args[1] ? (
        <ExplainDrawer
          member={member.id} seq={args[1]} onClose={close} onPrevious={neighbour(-1)}
          onNext={neighbour(1)}
        />
      ) : null}
      {what === 'adjust' ? <AdjustDrawer member={member} onClose={close} /> : null}
    </Page>
  )
}
