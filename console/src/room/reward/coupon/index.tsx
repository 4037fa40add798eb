import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCouponFigures } from '../../../client/coupon'
import type { DefinitionRow } from '../../../client/definition.types'
import { SentenceCell } from '../../../kit/sentence-cell'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { Life } from '../../programme/life'
import { DefinitionList, useDefinitionList } from '../../programme/list'
import { useRewardTemplates } from '../template'
import { useLimit, useSpan } from '../words'

/** O: each template with what it takes off, how long it is valid and what it may cost. */
export default function CouponsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const templates = useRewardTemplates('coupon')
  const span = useSpan()
  const limit = useLimit()
  const list = useDefinitionList('coupon')
  const { data: figures } = useCouponFigures(list.rows?.map((row) => row.key))
  const found = useMemo(() => new Map(figures?.map((one) => [one.coupon, one])), [figures])
  const figure = (row: DefinitionRow) => found.get(row.key)
  const count = (n: number | undefined) => (n === undefined ? '' : format.count(n))
  const left = (now: number | null | undefined, size: unknown, money = false) =>
    typeof size !== 'number' || now === null || now === undefined ? limit(size, money)
      : (
        <span className="figure" title={t('reward.figure.of', {
          size: money ? format.money(size) : format.count(size),
        })}>
          {money ? format.money(now) : format.count(now)}
        </span>
      )
  const document = (row: DefinitionRow) => row.document ?? row.draft?.document
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.coupon'), width: 200,
      render: (row) => <Link to={`/reward/coupons/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    { key: 'valid', title: t('reward.group.valid'), render: (row) => span(document(row)) },
    {
      key: 'issued', title: t('reward.figure.issued30'), right: true,
      render: (row) => count(figure(row)?.issued_30d),
    },
    {
      key: 'redeemed', title: t('reward.figure.redeemed30'), right: true,
      render: (row) => count(figure(row)?.redeemed_30d),
    },
    {
      key: 'expired', title: t('reward.figure.expired30'), right: true, extra: true,
      render: (row) => count(figure(row)?.expired_30d),
    },
    {
      key: 'off', title: t('reward.figure.off30'), right: true, extra: true,
      render: (row) => (figure(row) ? format.money(figure(row)!.off_cents_30d) : ''),
    },
    {
      key: 'stock', title: t('reward.figure.stockLeft'), unit: t('reward.pieces'), right: true,
      render: (row) => left(figure(row)?.left, document(row)?.stock),
    },
    {
      key: 'budget', title: t('reward.figure.budgetLeft'), right: true,
      render: (row) => left(figure(row)?.budget_left_cents, document(row)?.budget_cents, true),
    },
    {
      key: 'each', title: t('reward.perMember'), unit: t('reward.pieces'), right: true, extra: true,
      render: (row) => limit(document(row)?.per_member),
    },
    {
      key: 'funder', title: t('reward.funder'), extra: true,
      render: (row) => String(document(row)?.funder ?? ''),
    },
  ]
  return (
    <DefinitionList
      list={list} name="coupons" columns={columns} newOne={t('reward.coupon.new')} templates={templates}
      count={(count) => t('reward.coupon.count', { count })} none={t('reward.coupon.none')}
    />
  )
}
