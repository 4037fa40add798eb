import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCouponChanges, useWallet, type CouponHeld } from '../../../../client/coupon'
import { useDefinitions } from '../../../../client/definition'
import { pageOf } from '../../../../client/place'
import { Chip } from '../../../../kit/chip'
import { Empty } from '../../../../kit/empty'
import { Icon } from '../../../../kit/icon'
import { Code } from '../../../../kit/show'
import type { Column } from '../../../../kit/table/column'
import { DataTable } from '../../../../kit/table/data-table'
import { useOpen } from '../../../../kit/url'
import { useFormat } from '../../../../kit/use-format'
import { useMay } from '../../../../shell/may'
import { causes, shelfOf, stories, type Shelf, type Story } from './story'

/** A member's coupons: what may be used, what was used, what ended; each with how it came. */
export function Coupons({ member, onRows }: { member: string; onRows: (seqs: string[]) => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { open } = useOpen()
  const [shelf, setShelf] = useState<Shelf>('live')
  const wallet = useWallet(member)
  const changes = useCouponChanges(member)
  const told = stories(changes.data ?? [])
  const held = wallet.data?.coupons ?? []
  const past = told.filter((one) => shelfOf(one.last.change) === shelf)
  const counts: Record<Shelf, number> = {
    live: held.length, used: told.filter((one) => shelfOf(one.last.change) === 'used').length,
    ended: told.filter((one) => shelfOf(one.last.change) === 'ended').length,
  }
  useEffect(() => {
    onRows((changes.data ?? []).map((one) => String(one.seq)))
  }, [changes.data, onRows])
  return (
    <>
      <div className="chips coupon-shelves" role="group" aria-label={t('member.tab.coupons')}>
        {(['live', 'used', 'ended'] as const).map((one) => (
          <button
            key={one} type="button" className="choice" aria-pressed={shelf === one}
            onClick={() => setShelf(one)}
          >
            {t(`member.coupon.shelf.${one}`, { count: counts[one] })}
          </button>
        ))}
        {may('coupons:issue') ? (
          <span className="coupon-issue">
            <Button size="small" icon={<Icon.coupon />} onClick={() => open('issue')}>
              {t('member.coupon.issue')}
            </Button>
            <Button size="small" icon={<Icon.pack />} onClick={() => open('pack')}>
              {t('member.pack.issue')}
            </Button>
          </span>
        ) : null}
      </div>
      {shelf === 'live' ? (
        <Live
          member={member} rows={wallet.data ? held : undefined} told={told} error={wallet.error}
          retry={() => void wallet.refetch()}
        />
      ) : (
        <Past
          member={member} rows={changes.data ? past : undefined} error={changes.error} shelf={shelf}
          retry={() => void changes.refetch()}
        />
      )}
    </>
  )
}

/** How a coupon came: by hand, claimed, by a code, from a friend, or by the rule that gave it. */
function Came({ story }: { story: Story | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useDefinitions('issue_rule')
  const came = story?.came
  if (!came) return null
  const [kind, key] = came.cause?.split(':') ?? []
  const rule = kind === 'rule' ? data?.find((one) => one.key === key) : undefined
  const how = came.change === 'received' ? t('member.coupon.came.friend')
    : kind === 'gift' || kind === 'pack' ? t(`member.coupon.came.${kind}`)
      : came.cause && causes.has(came.cause) ? t(`member.coupon.came.${came.cause}`)
        : format.say(rule?.name) || came.cause || ''
  return <>{how} <span className="quiet">{format.time(came.at)}</span></>
}

type Shown = { error: unknown; retry: () => void; member: string }

function Live({ member, rows, told, error, retry }: Shown & {
  rows: CouponHeld[] | undefined; told: Story[]
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { open } = useOpen()
  const story = (row: CouponHeld) => told.find((one) => one.coupon === row.coupon)
  const columns: Column<CouponHeld>[] = [
    {
      key: 'title', title: t('words.coupon'),
      render: (row) => <Link to={pageOf('coupon', row.template) ?? ''}>{row.title}</Link>,
    },
    {
      key: 'state', title: t('programme.status'),
      render: (row) => row.locked ? <Chip tone="primary">{t('member.coupon.locked')}</Chip>
        : row.usable ? <Chip tone="success">{t('member.coupon.usable')}</Chip>
          : <Chip>{t('member.coupon.later')}</Chip>,
    },
    {
      key: 'valid', title: t('reward.group.valid'),
      render: (row) => {
        const { first, last } = format.span(row.valid_from, row.valid_to)
        return t('reward.valid.between', { first, last: `${last} 23:59` })
      },
    },
    { key: 'came', title: t('member.coupon.how'), render: (row) => <Came story={story(row)} /> },
    { key: 'number', title: t('member.coupon.number'), render: (row) => <Code value={row.coupon} /> },
  ]
  return (
    <DataTable
      name="member-coupons" label={t('member.tab.coupons')} columns={columns} rows={rows} plain
      error={error} retry={retry} rowKey={(row) => row.coupon}
      onExplain={(row) => { const seq = story(row)?.came?.seq; if (seq) open('explain', member, seq) }}
      onOpen={(row) => { const seq = story(row)?.came?.seq; if (seq) open('explain', member, seq) }}
      acts={may('coupons:issue') ? (row) => row.locked ? null : (
        <Button size="small" type="text" danger onClick={() => open('void', row.coupon)}>
          {t('member.coupon.void')}
        </Button>
      ) : undefined}
      empty={<Empty drawing={false} why={t('member.coupon.noneLive')} />}
    />
  )
}

function Past({ member, rows, error, retry, shelf }: Shown & { rows: Story[] | undefined; shelf: Shelf }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { open } = useOpen()
  const columns: Column<Story>[] = [
    {
      key: 'title', title: t('words.coupon'),
      render: (row) => <Link to={pageOf('coupon', row.template) ?? ''}>{row.title}</Link>,
    },
    { key: 'change', title: t('programme.status'), render: (row) => <Chip>{t(`member.coupon.change.${row.last.change}`)}</Chip> },
    { key: 'at', title: t('member.time'), render: (row) => format.time(row.last.at) },
    ...(shelf === 'used' ? [
      {
        key: 'off', title: t('member.coupon.off'), right: true,
        render: (row: Story) => (row.last.amount_cents === null ? '' : format.money(-row.last.amount_cents)),
      },
      {
        key: 'order', title: t('words.order'),
        render: (row: Story) => (row.last.order_id ? <Code value={row.last.order_id} /> : ''),
      },
    ] : []),
    { key: 'came', title: t('member.coupon.how'), render: (row) => <Came story={row} /> },
  ]
  return (
    <DataTable
      name={`member-coupons-${shelf}`} label={t('member.tab.coupons')} columns={columns} rows={rows}
      plain error={error} retry={retry} rowKey={(row) => row.coupon}
      onOpen={(row) => open('explain', member, row.last.seq)}
      onExplain={(row) => open('explain', member, row.last.seq)}
      empty={<Empty drawing={false} why={t(`member.coupon.none_${shelf}`)} />}
    />
  )
}
