import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencies, useCurrencyUnit } from '../../../client/currency'
import type { DefinitionRow } from '../../../client/definition.types'
import { useGifts } from '../../../client/gift'
import { Chip } from '../../../kit/chip'
import { SentenceCell } from '../../../kit/sentence-cell'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../../programme/life'
import { DefinitionList, useDefinitionList } from '../../programme/list'
import { useLimit } from '../words'

type Gift = {
  gives?: { what?: string }; points?: { currency: string; amount: number } | null
  money_cents?: number | null; stock?: number | null; per_member?: number | null
  opens_at?: string | null; closes_at?: string | null
}

/** O: each gift with what it is, what it costs and how many are left. */
export default function GiftsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const limit = useLimit()
  const unit = useCurrencyUnit()
  const currency = useCurrencies().find((one) => one.spendable)?.key ?? 'points'
  const list = useDefinitionList('gift')
  const { data: gifts } = useGifts()
  const gift = (row: DefinitionRow) => (row.document ?? row.draft?.document ?? {}) as Gift
  const price = ({ points, money_cents }: Gift) => [
    points ? `${format.count(points.amount)} ${unit(points.currency)}` : null,
    money_cents ? format.money(money_cents) : null,
  ].filter(Boolean).join(' + ') || t('reward.gift.free')
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.gift'), width: 200,
      render: (row) => <Link to={`/reward/gifts/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    {
      key: 'sentence', title: t('programme.tab.sentence'), extra: true,
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    {
      key: 'what', title: t('reward.gift.what'),
      render: (row) => t(`reward.gift.what_${gift(row).gives?.what ?? 'goods'}`),
    },
    { key: 'price', title: t('reward.gift.price'), right: true, render: (row) => price(gift(row)) },
    {
      key: 'left', title: t('reward.figure.stockLeft'), unit: t('reward.items'), right: true,
      render: (row) => limit(gifts?.find((one) => one.gift === row.key)?.left ?? gift(row).stock),
    },
    {
      key: 'opened', title: t('reward.gift.opened'), unit: t('reward.gift.people'), right: true,
      render: (row) => {
        const opened = gifts?.find((one) => one.gift === row.key)?.opened
        return opened === null || opened === undefined ? '' : format.count(opened)
      },
    },
    {
      key: 'codes', title: t('reward.gift.codesLeft'), right: true,
      render: (row) => {
        const one = gifts?.find((gift) => gift.gift === row.key)
        if (one?.codes_left === null || one?.codes_left === undefined) return ''
        return (
          <span className="chips-inline">
            {one.codes_low ? <Chip tone={one.codes_left ? 'warning' : 'error'}>
              {t(one.codes_left ? 'reward.code.low' : 'reward.code.gone')}
            </Chip> : null}
            <span className="figure">{format.count(one.codes_left)}</span>
          </span>
        )
      },
    },
    {
      key: 'each', title: t('reward.perMember'), unit: t('reward.items'), right: true,
      render: (row) => limit(gift(row).per_member),
    },
    {
      key: 'opens', title: t('reward.gift.opens'),
      render: (row) => { const at = gift(row).opens_at; return at ? format.time(at) : '' },
    },
    {
      key: 'closes', title: t('reward.gift.closes'), extra: true,
      render: (row) => { const at = gift(row).closes_at; return at ? format.time(at) : '' },
    },
  ]
  const templates = [
    {
      key: 'goods', title: t('reward.gift.template.goods'),
      document: { gives: { what: 'goods' }, points: { currency, amount: 500 }, stock: 100, per_member: 1 },
    },
    {
      key: 'code', title: t('reward.gift.template.code'),
      document: { gives: { what: 'code', from: 'imported' }, points: { currency, amount: 500 } },
    },
    {
      key: 'donation', title: t('reward.gift.template.donation'),
      document: {
        gives: { what: 'donation', piece: { zh: '', en: '' } },
        points: { currency, amount: 100 }, stock: 10000,
      },
    },
    {
      key: 'service', title: t('reward.gift.template.service'),
      document: { gives: { what: 'service' }, points: { currency, amount: 200 } },
    },
  ]
  return (
    <DefinitionList
      list={list} name="gifts" columns={columns} newOne={t('reward.gift.new')} templates={templates}
      count={(count) => t('reward.gift.number', { count })} none={t('reward.gift.none')}
    />
  )
}
