import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencies, useCurrencyUnit } from '../../../client/currency'
import type { DefinitionRow } from '../../../client/definition.types'
import { usePartners, type PartnerRow } from '../../../client/partner'
import { Chip } from '../../../kit/chip'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../../programme/life'
import { DefinitionList, useDefinitionList } from '../../programme/list'
import { useMay } from '../../../shell/may'

/** O: each partner with its rates, what is taken of the month's caps and what is owed so far. */
export default function PartnersPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const unit = useCurrencyUnit()
  const currency = useCurrencies().find((one) => one.spendable)?.key ?? 'points'
  const list = useDefinitionList('partner')
  const { data: live } = usePartners()
  const of = (row: DefinitionRow) => live?.find((one) => one.partner === row.key)
  const rate = (one: PartnerRow | undefined, way: 'out' | 'in') => {
    const its = one?.ways.find((each) => each.way === way)
    if (!its) return ''
    const ours = `${format.count(its.points)} ${unit(its.currency)}`
    return t(`reward.partner.rate_${way}`, { ours, theirs: format.count(its.theirs) })
  }
  const cap = (one: PartnerRow | undefined, way: 'out' | 'in') => {
    const its = one?.ways.find((each) => each.way === way)
    if (!its) return ''
    return its.month === null ? format.count(its.taken)
      : t('reward.partner.capOf', { taken: format.count(its.taken), cap: format.count(its.month) })
  }
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.partner'), width: 180,
      render: (row) => <Link to={`/reward/partners/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    { key: 'out', title: t('reward.partner.out'), render: (row) => rate(of(row), 'out') },
    { key: 'in', title: t('reward.partner.in'), render: (row) => rate(of(row), 'in') },
    {
      key: 'outCap', title: t('reward.partner.outMonth'), right: true,
      render: (row) => <span className="figure">{cap(of(row), 'out')}</span>,
    },
    {
      key: 'inCap', title: t('reward.partner.inMonth'), right: true,
      render: (row) => <span className="figure">{cap(of(row), 'in')}</span>,
    },
    {
      key: 'owed', title: t('reward.partner.owed'), right: true,
      render: (row) => {
        const one = of(row)
        if (!one) return ''
        const text = <span className="figure">{format.money(one.month_cents)}</span>
        return may('ledger:read') ? <Link to={`/finance/settlement?partner=${row.key}`}>{text}</Link> : text
      },
    },
    {
      key: 'open', title: t('reward.partner.openMonths'), right: true,
      render: (row) => {
        const n = of(row)?.open_months
        return n ? <Chip tone="warning">{format.count(n)}</Chip> : n === 0 ? '0' : ''
      },
    },
  ]
  return (
    <DefinitionList
      list={list} name="partners" columns={columns} newOne={t('reward.partner.new')}
      count={(count) => t('reward.partner.count', { count })} none={t('reward.partner.none')}
      templates={[{
        key: 'both', title: t('reward.partner.both'),
        document: {
          out: { currency, points: 100, theirs: 80, cents: 100, member_day: 1000, month: 100_000 },
          in: { currency, points: 80, theirs: 100, cents: 80, month: 100_000 },
        },
      }]}
    />
  )
}
