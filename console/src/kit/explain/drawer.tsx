import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { isMoney, useCurrencyTitle } from '../../client/currency'
import type { Explain } from '../../client/explain.types'
import { useExplain } from '../../client/member'
import { releaseName } from '../../client/release'
import { DetailHeader, type Fact } from '../detail-header'
import { Drawer } from '../drawer'
import { Empty } from '../empty'
import { Icon } from '../icon'
import { useKeys } from '../keys'
import { Loading } from '../later'
import { useMoved } from '../moved'
import { ProblemView } from '../problem'
import { Code } from '../show'
import { useFormat, type Format } from '../use-format'
import { headOf, inOrder, type Head } from './head'
import { PricingTold } from './pricing'
import { AppliedRule, Destination, Entries, OtherRules, RefundTold } from './rule'
import { TiersTold } from './tier'
import { parted, traceText } from './words'

type Props = {
  member: string
  seq: string
  onClose: () => void
  onPrevious?: () => void
  onNext?: () => void
}

function asText(title: string, explain: Explain, format: Format): string {
  const rules = explain.rules.map((rule) => [
    `${format.say(rule.title)} v${rule.version ?? ''} ${rule.state} ${format.delta(rule.amount)}`,
    rule.tree ? traceText(rule.tree, format, 1) : '',
  ].filter(Boolean).join('\n'))
  const tiers = (explain.tiers ?? []).map((tier) => [
    `${format.say(tier.title)} ${tier.day} ${format.say(tier.reason)}`,
    traceText(tier.tree, format, 1),
  ].join('\n'))
  const head = `${explain.event.source} ${explain.event.id} ${releaseName(explain.release)}`
  const verdict = explain.pricing ? [format.say(explain.pricing.verdict)] : []
  return [title, head, ...verdict, ...rules, ...tiers].join('\n')
}

/** Why this happened: 720 px, header from the row at once, the tree when it comes. */
export function ExplainDrawer({ member, seq, onClose, onPrevious, onNext }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message } = App.useApp()
  const unit = useCurrencyTitle()
  const moved = useMoved()
  const { data, error, refetch } = useExplain(member, seq)
  const head = headOf(member, seq)
  const first = inOrder(data?.entries ?? []).find((one) => one.kind !== 'usable')
  const amount = head.amount ?? first?.amount
  const currency = head.currency ?? first?.currency
  const title = amount
    ? t('kit.explain.why', { amount: moved.delta(amount, currency), currency: unit(currency) })
    : t('kit.explain.whyEvent', { event: head.title ?? format.say(data?.event.title) })
  const copy = () => {
    if (!data) return
    void navigator.clipboard?.writeText(asText(title, data, format))
      .then(() => message.success(t('kit.copied')))
  }
  useKeys({ c: copy })
  return (
    <Drawer
      open kind="edit" title={title} onClose={onClose} onPrevious={onPrevious} onNext={onNext}
      acts={
        <Button
          size="small" type="text" icon={<Icon.copy />} onClick={copy} disabled={!data}
          title={data ? undefined : t('kit.explain.coming')}
        >
          {t('kit.copy')}
        </Button>
      }
    >
      <DetailHeader facts={facts(head, data, t, format)} />
      {error ? <ProblemView error={error} retry={() => void refetch()} />
        : data ? <ExplainBody explain={data} unit={unit} /> : <Loading rows={9} />}
    </Drawer>
  )
}

function facts(head: Head, data: Explain | undefined, t: (key: string) => string, format: Format): Fact[] {
  const order = head.order ?? (data?.event.data?.order_id as string | undefined)
  const total = head.total_cents ?? (data?.event.data?.total_cents as number | undefined)
  const time = head.time ?? data?.event.time
  const list: (Fact | null)[] = [
    order ? { title: t('words.order'), value: <Code value={order} most={18} /> } : null,
    time ? { title: t('kit.explain.time'), value: format.time(time) } : null,
    total !== undefined ? { title: t('words.total'), value: format.money(total) } : null,
    {
      title: t('words.release'),
      value: data?.release
        ? <Link to="/programme/releases">{releaseName(data.release)}</Link> : '…',
    },
    {
      title: t('kit.explain.verify'),
      value: !data ? '…' : data.verified === false
        ? <span className="bad"><Icon.problem /> {t('kit.explain.differs')}</span>
        : data.verified ? <span className="good"><Icon.passed /> {t('kit.explain.agrees')}</span>
          : t('kit.explain.unverified'),
    },
  ]
  return list.filter((fact) => fact !== null)
}

export function ExplainBody({ explain, unit }: {
  explain: Explain; unit: (currency?: string | null) => string
}) {
  const { t } = useTranslation()
  const { applied, rest } = parted(explain.rules)
  const moved = explain.tiers?.some((one) => one.what !== 'stays')
  return (
    <div className="explain">
      {explain.verified === false ? (
        <div className="banner banner-error" role="alert">
          <b>{t('kit.explain.differsLong')}</b>
          {explain.report ? <pre>{explain.report}</pre> : null}
        </div>
      ) : null}
      {explain.reversed_by ? (
        <div className="banner banner-warning">
          {t('kit.explain.reversedBy', { event: explain.reversed_by.id })}
        </div>
      ) : null}
      {explain.problem ? (
        <div className="banner banner-error">{explain.problem.detail ?? explain.problem.title}</div>
      ) : null}
      {explain.pricing ? <PricingTold pricing={explain.pricing} /> : null}
      {explain.refund ? <RefundTold refund={explain.refund} /> : null}
      {explain.opening ? <p className="note">{t('kit.explain.opening')}</p> : null}
      {applied.map((rule) => <AppliedRule key={rule.rule} rule={rule} unit={unit} />)}
      {applied.length === 0 && explain.entries.length === 0 && !explain.refund && !moved
        ? <Empty drawing={false} why={explain.rules.length
          ? t('kit.explain.noneApplied') : t('kit.explain.noRules')} /> : null}
      {applied.length === 0 || explain.entries.some((one) => isMoney(one.currency))
        ? <Entries explain={explain} unit={unit} /> : null}
      <Destination explain={explain} unit={unit} />
      <TiersTold tiers={explain.tiers ?? []} />
      <OtherRules rules={rest} />
    </div>
  )
}
