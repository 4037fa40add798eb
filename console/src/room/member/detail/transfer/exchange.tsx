import { App, Button, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrencyUnit } from '../../../../client/currency'
import {
  useExchange, useExchanges, usePartners, useReverseExchange, type Exchange,
} from '../../../../client/partner'
import { pageOf } from '../../../../client/place'
import type { Member } from '../../../../client/types'
import { Link } from 'react-router'
import { useAct } from '../../../../kit/act'
import { Chip } from '../../../../kit/chip'
import { Empty } from '../../../../kit/empty'
import { FormDrawer } from '../../../../kit/form-drawer'
import { Icon } from '../../../../kit/icon'
import { Code, Delta, Time } from '../../../../kit/show'
import type { Column } from '../../../../kit/table/column'
import { DataTable } from '../../../../kit/table/data-table'
import { useOpen } from '../../../../kit/url'
import { useFormat } from '../../../../kit/use-format'
import { Why } from '../../../../kit/why'
import { useMay } from '../../../../shell/may'
import { useMemberName } from '../../name'

type Way = 'out' | 'in'

/** Points exchanged with partners; nothing where there are neither partners nor exchanges. */
export function Exchanges({ member }: { member: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const may = useMay()
  const { open } = useOpen()
  const partners = usePartners().data
  const { data, error, refetch } = useExchanges(member)
  if (!partners?.length && !data?.length) return null
  const columns: Column<Exchange>[] = [
    { key: 'at', title: t('member.time'), render: (row) => <Time at={row.at} /> },
    {
      key: 'partner', title: t('words.partner'),
      render: (row) => <Link to={pageOf('partner', row.partner) ?? ''}>{row.title}</Link>,
    },
    {
      key: 'points', title: t('words.points'), right: true,
      render: (row) => <Delta amount={row.way === 'out' ? -row.points : row.points} unit={unit(row.currency)} />,
    },
    {
      key: 'theirs', title: t('reward.partner.theirs'), right: true,
      render: (row) => <span className="figure">{format.delta(row.way === 'out' ? row.theirs : -row.theirs)}</span>,
    },
    {
      key: 'status', title: t('programme.status'),
      render: (row) => (row.reversed_at
        ? <Chip title={format.time(row.reversed_at)}>{t('finance.settlement.back')}</Chip>
        : <Chip tone="success">{t('member.exchange.done')}</Chip>),
    },
    { key: 'ref', title: t('member.exchange.reference'), render: (row) => <Code value={row.reference} most={20} /> },
  ]
  return (
    <section className="benefit-uses">
      <div className="transfer-bar">
        <h3>{t('member.exchange.title')}</h3>
        {may('events:write') && partners?.some((one) => one.ways.length) ? (
          <Button size="small" icon={<Icon.swap />} onClick={() => open('exchange')}>
            {t('member.exchange.open')}
          </Button>
        ) : null}
      </div>
      <DataTable
        name="member-exchanges" label={t('member.exchange.title')} columns={columns} rows={data} plain
        error={error} retry={() => void refetch()} rowKey={(row) => `${row.partner} ${row.reference}`}
        onOpen={(row) => open('explain', member, String(row.seq))}
        onExplain={(row) => open('explain', member, String(row.seq))}
        acts={may('events:write') ? (row) => (row.reversed_at ? null : (
          <Button size="small" type="text" onClick={() => open('reverseexchange', row.partner, row.reference)}>
            {t('member.exchange.reverse')}
          </Button>
        )) : undefined}
        empty={<Empty drawing={false} why={t('member.exchange.none')} />}
      />
    </section>
  )
}

type Opened = { member: Member; what: string | null; args: string[]; onClose: () => void }

/** What can be done: exchange under the partner's number, undo an exchange. */
export function ExchangeActs({ member, what, args, onClose }: Opened) {
  const found = useExchanges(member.id).data?.find((one) =>
    one.partner === args[0] && one.reference === args[1])
  if (what === 'exchange') return <ExchangeDrawer member={member} onClose={onClose} />
  if (what === 'reverseexchange' && found)
    return <ReverseDrawer member={member} exchange={found} onClose={onClose} />
  return null
}

/** The partner asked on the phone: what the member gives and gets is said before. */
function ExchangeDrawer({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const { message } = App.useApp()
  const partners = (usePartners().data ?? []).filter((one) => one.ways.length)
  const [picked, pick] = useState<string | null>(null)
  const [wanted, setWay] = useState<Way>('out')
  const [amount, setAmount] = useState<number | null>(null)
  const [reference, setReference] = useState('')
  const exchange = useExchange(member.id)
  const name = useMemberName()(member)
  const partner = partners.find((one) => one.partner === picked) ?? partners[0]
  const terms = partner?.ways.find((one) => one.way === wanted) ?? partner?.ways[0]
  const out = terms?.way === 'out'
  const step = terms ? out ? terms.points : terms.theirs : 1
  const steps = amount ? amount / step : 0
  const ours = (count: number) => `${format.count(count)} ${unit(terms?.currency)}`
  const theirs = (count: number) => t('member.exchange.theirs', { count: format.count(count), partner: partner?.title })
  const said = terms && Number.isInteger(steps) ? {
    gives: out ? ours(steps * terms.points) : theirs(steps * terms.theirs),
    gets: out ? theirs(steps * terms.theirs) : ours(steps * terms.points),
  } : { gives: '', gets: '' }
  const blocked = !terms ? t('member.exchange.noneLive')
    : !amount || !Number.isInteger(steps) ? t('member.exchange.step', { step: format.count(step) })
      : !reference.trim() ? t('member.exchange.referenceMissing') : null
  const running = useAct(
    () => exchange.mutateAsync({
      partner: partner!.partner, way: terms!.way, amount: amount!, reference: reference.trim(),
    }),
    () => {
      message.success(t('member.exchange.exchanged', { name, ...said }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} title={t('member.exchange.forMember', { name })} blocked={blocked} running={running}
      act={blocked ? t('member.exchange.open') : t('member.exchange.act', said)}
      unchanged={t('member.exchange.unchanged')}
    >
      <div className="form">
        {partners.length > 1 ? (
          <label className="field">
            <span>{t('words.partner')}</span>
            <Select
              value={partner?.partner} onChange={pick} aria-label={t('words.partner')}
              options={partners.map((one) => ({ value: one.partner, label: one.title }))}
            />
          </label>
        ) : null}
        <Segmented
          value={terms?.way} onChange={(way) => { setWay(way); setAmount(null) }} aria-label={t('member.exchange.way')}
          options={(partner?.ways ?? []).map((one) => ({ value: one.way, label: t(`reward.partner.${one.way}`) }))}
        />
        <label className="field">
          <span>{t(out ? 'member.exchange.give' : 'member.exchange.giveTheirs', { partner: partner?.title })}</span>
          <InputNumber
            className="amount" value={amount} onChange={setAmount} min={step} step={step} precision={0}
            aria-label={t('member.exchange.amount')} suffix={out ? unit(terms?.currency) : t('reward.partner.theirUnit')}
          />
        </label>
        {terms ? (
          <p className="note">
            {t('member.exchange.step', { step: format.count(step) })}
            {terms.member_day === null ? '' : ` ${t('member.exchange.day', { most: ours(terms.member_day) })}`}
            {terms.month === null ? '' : ` ${t('member.exchange.month', { left: ours(Math.max(terms.month - terms.taken, 0)) })}`}
          </p>
        ) : null}
        <label className="field">
          <span>{t('member.exchange.reference')}</span>
          <Input value={reference} maxLength={96} className="mono" onChange={(event) => setReference(event.target.value)} />
        </label>
      </div>
    </FormDrawer>
  )
}

function ReverseDrawer({ member, exchange, onClose }: { member: Member; exchange: Exchange; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const reverse = useReverseExchange(member.id)
  const points = `${format.count(exchange.points)} ${unit(exchange.currency)}`
  const running = useAct(
    (key) => reverse.mutateAsync({
      partner: exchange.partner, reference: exchange.reference, reason: reason.trim(), key,
    }),
    () => {
      message.success(t('member.exchange.reversed', { partner: exchange.title }))
      onClose()
    },
  )
  return (
    <FormDrawer
      open onClose={onClose} danger title={t('member.exchange.reverseTitle', { partner: exchange.title })}
      act={t('member.exchange.reverse')} running={running} unchanged={t('member.exchange.unchanged')}
      blocked={reason.trim().length < 2 ? t('member.adjust.reasonMissing') : null}
    >
      <div className="form">
        <p>{t(exchange.way === 'out' ? 'member.exchange.backOut' : 'member.exchange.backIn', { points })}</p>
        <Why autoFocus value={reason} onChange={setReason} />
      </div>
    </FormDrawer>
  )
}
