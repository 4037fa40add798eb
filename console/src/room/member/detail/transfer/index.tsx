import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCurrencyUnit } from '../../../../client/currency'
import { useTransfers, type TransferLine } from '../../../../client/transfer'
import { Chip } from '../../../../kit/chip'
import { Empty } from '../../../../kit/empty'
import { Icon } from '../../../../kit/icon'
import { Code, Delta } from '../../../../kit/show'
import type { Column } from '../../../../kit/table/column'
import { DataTable } from '../../../../kit/table/data-table'
import { useOpen } from '../../../../kit/url'
import { useFormat } from '../../../../kit/use-format'
import { useMay } from '../../../../shell/may'
import { Exchanges } from './exchange'
import { FamilyCard } from './family'

const tones: Record<string, 'primary' | 'success' | 'warning' | undefined> = {
  sent: 'primary', coming: 'primary', closed: 'success', received: 'success', declined: 'warning',
}

/** Points sent to and received from other members, and the family with its pool. */
export function Transfers({ member }: { member: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useCurrencyUnit()
  const may = useMay()
  const { open } = useOpen()
  const { data, error, refetch } = useTransfers(member)
  const rows = data?.transfers
  const columns: Column<TransferLine>[] = [
    { key: 'begun', title: t('member.time'), render: (row) => format.time(row.begun) },
    {
      key: 'other', title: t('member.transfer.other'),
      render: (row) => (
        <Link to={`/member/members/${row.member}?tab=transfers`}>
          {row.name ?? <Code value={row.member} copy={false} />}
        </Link>
      ),
    },
    {
      key: 'amount', title: t('words.points'), right: true,
      render: (row) => (
        <Delta amount={row.side === 'out' ? -row.amount : row.amount} unit={unit(row.currency)} />
      ),
    },
    {
      key: 'fee', title: t('member.transfer.fee'), right: true,
      render: (row) => (row.fee ? <span className="figure">{format.count(row.fee)}</span> : ''),
    },
    {
      key: 'change', title: t('programme.status'),
      render: (row) => (
        <>
          <Chip tone={tones[row.change]}>{t(`member.transfer.change.${row.change}`)}</Chip>
          {row.reason && row.change === 'declined'
            ? <span className="quiet"> {t(`member.transfer.reason.${row.reason}`)}</span> : null}
        </>
      ),
    },
    {
      key: 'until', title: t('member.transfer.until'),
      render: (row) => (row.until ? format.time(row.until, true) : ''),
    },
  ]
  return (
    <>
      <FamilyCard member={member} />
      <div className="transfer-bar">
        <h3>{t('member.transfer.title')}</h3>
        {may('transfers:write') && data?.offered.length ? (
          <Button size="small" icon={<Icon.swap />} onClick={() => open('send')}>
            {t('member.transfer.open')}
          </Button>
        ) : null}
      </div>
      <DataTable
        name="member-transfers" label={t('member.transfer.title')} columns={columns} rows={rows} plain
        error={error} retry={() => void refetch()} rowKey={(row) => `${row.side} ${row.number}`}
        acts={may('transfers:write') ? (row) => (row.can_take_back ? (
          <Button size="small" type="text" onClick={() => open('takeback', row.transfer_id)}>
            {t('member.transfer.takeBack')}
          </Button>
        ) : null) : undefined}
        empty={<Empty
          drawing={false}
          why={t(data && !data.offered.length ? 'member.transfer.noTerms' : 'member.transfer.none')}
          act={data && !data.offered.length
            ? <Link to="/programme/transfers">{t('member.transfer.toTerms')}</Link> : undefined}
        />}
      />
      <Exchanges member={member} />
    </>
  )
}
