import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencyUnit } from '../../../client/currency'
import { useTiers, type TierStep } from '../../../client/tier'
import type { MemberRow } from '../../../client/types'
import { Chip } from '../../../kit/chip'
import { Time } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { useFormat } from '../../../kit/use-format'
import { useMemberName } from '../name'
import { TierMark } from '../tier-mark'

export function useColumns(): Column<MemberRow>[] {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const tiers = useTiers()
  const language = i18n.language
  const memberName = useMemberName()
  return useMemo(() => [
    {
      key: 'name', title: t('words.member'), width: 200,
      render: (row) => (
        <span className="member-cell">
          <Link to={`/member/members/${row.id}`}>{memberName(row)}</Link>
          {row.provisional ? <Chip>{t('member.provisional')}</Chip> : null}
        </span>
      ),
    },
    {
      key: 'identity', title: t('words.identity'),
      render: (row) => <span className="mono">{row.identities.map((one) => one.masked).join(' · ')}</span>,
    },
    { key: 'tier', title: t('words.tier'), render: (row) => <TierOf row={row} tiers={tiers} /> },
    {
      key: 'points', title: t('member.usable'), unit: unit('points'), right: true, sort: 'balance',
      render: (row) => <span className="figure">{format.count(row.points)}</span>,
    },
    {
      key: 'pending', title: t('words.lot.pending'), unit: unit('points'), right: true,
      render: (row) => <span className="figure">{format.count(row.pending)}</span>,
    },
    {
      key: 'orders', title: t('words.order'), right: true, sort: 'orders',
      render: (row) => <span className="figure">{format.count(row.orders)}</span>,
    },
    {
      key: 'last', title: t('member.lastOrder'), sort: 'last_order_at', right: true,
      render: (row) => <Time at={row.last_order_at} />,
    },
    {
      key: 'registered', title: t('member.registered'), sort: 'registered_at', right: true, extra: true,
      render: (row) => <Time at={row.registered_at} />,
    },
    { key: 'channel', title: t('member.channel'), extra: true, render: (row) => row.channel ?? '' },
    {
      key: 'stage', title: t('member.stage'), extra: true,
      render: (row) => (row.stage && i18n.exists(`words.stage.${row.stage}`)
        ? t(`words.stage.${row.stage}`) : row.stage ?? ''),
    },
    // The titles follow the language.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  ], [t, format, unit('points'), tiers.length, language])
}

function TierOf({ row, tiers }: { row: MemberRow; tiers: TierStep[] }) {
  const format = useFormat()
  const tier = tiers.find((one) => one.key === row.tier)
  const title = format.say(row.tier_name) || tier?.title || ''
  if (!title) return null
  return <TierMark title={title} rank={tier?.rank} of={tiers.filter((one) => one.set === tier?.set).length} />
}
