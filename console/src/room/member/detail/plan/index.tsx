import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { pageOf } from '../../../../client/place'
import { useMemberPlans, usePlanHistory, type MemberPlan, type PlanChange } from '../../../../client/plan'
import { Chip, type Tone } from '../../../../kit/chip'
import { DetailHeader } from '../../../../kit/detail-header'
import { Empty } from '../../../../kit/empty'
import { Loading } from '../../../../kit/later'
import { ProblemView } from '../../../../kit/problem'
import { Code, Time } from '../../../../kit/show'
import type { Column } from '../../../../kit/table/column'
import { DataTable } from '../../../../kit/table/data-table'
import { useOpen } from '../../../../kit/url'
import { useFormat } from '../../../../kit/use-format'
import { useMay } from '../../../../shell/may'

const tones: Record<string, Tone> = {
  trial: 'primary', paid: 'success', converted: 'success', renewed: 'success', notice: 'warning', cancelled: 'error',
}

/** A member's paid plans: what runs and until when, what can be done, and what happened. */
export function Plans({ member, onRows }: { member: string; onRows: (seqs: string[]) => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { open } = useOpen()
  const { data, error, refetch } = useMemberPlans(member)
  if (!data) return error ? <ProblemView error={error} retry={() => void refetch()} /> : <Loading rows={6} />
  return (
    <>
      {may('plans:write') ? (
        <div className="chips coupon-shelves">
          <Button size="small" onClick={() => open('sellplan')} className="coupon-issue">
            {t('member.plan.sell')}
          </Button>
        </div>
      ) : null}
      {data.map((plan) => <Standing key={plan.key} plan={plan} />)}
      <History member={member} onRows={onRows} />
    </>
  )
}

function Standing({ plan }: { plan: MemberPlan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { open } = useOpen()
  return (
    <section className="plan-standing">
      <div className="rail-head">
        <h3><Link to={pageOf('paid_plan', plan.key) ?? ''}>{plan.title}</Link></h3>
        {plan.ending ? <Chip tone="warning">{t(plan.auto_renew ? 'member.plan.renewing' : 'member.plan.ending')}</Chip>
          : plan.trial ? <Chip tone="primary">{t('member.plan.trial')}</Chip>
            : plan.active ? <Chip tone="success">{t('member.plan.active')}</Chip>
              : <Chip>{t('member.plan.over')}</Chip>}
      </div>
      <DetailHeader facts={[
        ...(plan.until ? [{
          title: t('member.plan.until'), value: t('member.endOfDay', { day: format.day(plan.until) }),
        }] : []),
        { title: t('member.plan.left'), value: t('member.plan.days', { count: plan.days_left }) },
        {
          title: t('member.plan.renewal'),
          value: plan.auto_renew ? t('member.plan.itself', { price: format.money(plan.price_cents) })
            : t('member.plan.byHand'),
        },
        { title: t('member.plan.back'), value: format.money(plan.refund_cents) },
      ]} />
      {plan.active && may('plans:write') ? (
        <div className="value-bar">
          <Button size="small" onClick={() => open('renewplan', plan.key)}>
            {t(plan.auto_renew ? 'member.plan.off' : 'member.plan.on')}
          </Button>
          <Button size="small" danger onClick={() => open('cancelplan', plan.key)}>{t('member.plan.cancel')}</Button>
        </div>
      ) : null}
    </section>
  )
}

function History({ member, onRows }: { member: string; onRows: (seqs: string[]) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { open } = useOpen()
  const { data, error, refetch } = usePlanHistory(member)
  useEffect(() => onRows((data ?? []).map((one) => String(one.seq))), [data, onRows])
  const columns: Column<PlanChange>[] = [
    { key: 'at', title: t('member.time'), render: (row) => <Time at={row.at} /> },
    { key: 'plan', title: t('words.plan'), render: (row) => row.title },
    {
      key: 'change', title: t('member.plan.change'),
      render: (row) => <Chip tone={tones[row.change] ?? 'quiet'}>{t(`member.plan.change_${row.change}`)}</Chip>,
    },
    {
      key: 'period', title: t('member.plan.period'),
      render: (row) => t('reward.valid.between', format.span(row.first, row.last)),
    },
    {
      key: 'cents', title: t('member.plan.amount'), right: true,
      render: (row) => (row.cents
        ? <span className="figure">{t(`member.plan.cents_${centsOf(row.change)}`, { amount: format.money(row.cents) })}</span>
        : ''),
    },
    { key: 'order', title: t('member.key'), render: (row) => (row.order_id ? <Code value={row.order_id} most={20} /> : '') },
  ]
  return (
    <DataTable
      name="member-plans" label={t('member.plan.history')} columns={columns} rows={data} plain
      error={error} retry={() => void refetch()} rowKey={(row) => `${row.seq} ${row.plan} ${row.change}`}
      onOpen={(row) => open('explain', member, String(row.seq))}
      onExplain={(row) => open('explain', member, String(row.seq))}
      empty={<Empty drawing={false} why={t('member.plan.none')}
        act={<Link to="/programme/plans">{t('frame.page.plans')}</Link>} />}
    />
  )
}

/** What an amount is: asked next, due back, or paid. */
const centsOf = (change: string) => (change === 'notice' ? 'asked' : change === 'cancelled' ? 'back' : 'paid')
