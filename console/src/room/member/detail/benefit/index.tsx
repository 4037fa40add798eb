import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useBenefitUses, useMemberBenefits, type BenefitUse, type MemberBenefit } from '../../../../client/benefit'
import { pageOf } from '../../../../client/place'
import { Chip } from '../../../../kit/chip'
import { Empty } from '../../../../kit/empty'
import { Code, Time } from '../../../../kit/show'
import type { Column } from '../../../../kit/table/column'
import { DataTable } from '../../../../kit/table/data-table'
import { Paging } from '../../../../kit/table/paging'
import { useOpen, useUrl } from '../../../../kit/url'
import { useFormat } from '../../../../kit/use-format'
import { useMay } from '../../../../shell/may'

/** What a member is entitled to and what is left of it; below, every use in whatever channel. */
export function Benefits({ member, onRows }: { member: string; onRows: (seqs: string[]) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Entitled member={member} />
      <section className="benefit-uses">
        <h3>{t('member.benefit.uses')}</h3>
        <Uses member={member} onRows={onRows} />
      </section>
    </>
  )
}

function Entitled({ member }: { member: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { open } = useOpen()
  const { data, error, refetch } = useMemberBenefits(member)
  const columns: Column<MemberBenefit>[] = [
    {
      key: 'title', title: t('words.benefit'),
      render: (row) => <Link to={pageOf('benefit', row.key) ?? ''}>{row.title}</Link>,
    },
    {
      key: 'entitled', title: t('programme.status'),
      render: (row) => (row.entitled && row.left_for_all === 0
        ? <Chip tone="warning">{t('member.benefit.gone')}</Chip>
        : row.entitled && row.left === 0
        ? <Chip tone="warning">{t('member.benefit.usedUp')}</Chip>
        : row.entitled ? <Chip tone="success">{t('member.benefit.entitled')}</Chip>
          : <Chip>{t('member.benefit.notEntitled')}</Chip>),
    },
    {
      key: 'left', title: t('member.benefit.left'), right: true,
      render: (row) => (
        <span className="figure">
          {row.left === null ? row.left_for_all === null ? t('reward.noLimit')
            : t('member.benefit.leftForAll', { left: format.count(row.left_for_all) }) : t('member.benefit.leftOf', {
            left: format.count(row.left), all: format.count(row.left + row.used),
            every: t(`programme.rule.every_${row.every}`),
          })}
        </span>
      ),
    },
    {
      key: 'renews', title: t('member.benefit.renews'),
      render: (row) => (row.renews_on ? format.day(row.renews_on) : ''),
    },
    {
      key: 'worth', title: t('reward.benefit.worth'), right: true, extra: true,
      render: (row) => (row.worth_cents === null ? '' : <span className="figure">{format.money(row.worth_cents)}</span>),
    },
  ]
  return (
    <DataTable
      name="member-benefits" label={t('member.tab.benefits')} columns={columns} rows={data} plain
      error={error} retry={() => void refetch()} rowKey={(row) => row.key}
      acts={may('benefits:use') ? (row) => (row.left === 0 || row.left_for_all === 0 ? null : (
        <Button
          size="small" type="text" onClick={() => open('usebenefit', row.key)}
          aria-label={t('member.benefit.useOf', { title: row.title })}
        >
          {t('member.benefit.use')}
        </Button>
      )) : undefined}
      empty={<Empty drawing={false} why={t('member.benefit.none')}
        act={<Link to="/reward/benefits">{t('frame.page.benefits')}</Link>} />}
    />
  )
}

function Uses({ member, onRows }: { member: string; onRows: (seqs: string[]) => void }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { open } = useOpen()
  const { get, put } = useUrl()
  const { data, error, isPlaceholderData, refetch } = useBenefitUses(member, get('cursor'))
  useEffect(() => onRows((data?.items ?? []).map((one) => String(one.seq))), [data, onRows])
  const channel = (name: string) => {
    const key = `member.benefit.channel_${name}`
    return i18n.exists(key) ? t(key) : name
  }
  const columns: Column<BenefitUse>[] = [
    { key: 'at', title: t('member.time'), render: (row) => <Time at={row.at} /> },
    {
      key: 'title', title: t('words.benefit'),
      render: (row) => `${row.title}${row.count > 1 ? ` × ${format.count(row.count)}` : ''}`,
    },
    {
      key: 'status', title: t('programme.status'),
      render: (row) => (row.returned_at
        ? <Chip title={format.time(row.returned_at)}>{t('member.benefit.returned')}</Chip>
        : row.held ? <Chip tone="primary">{t('words.lot.held')}</Chip>
          : <Chip tone="success">{t('member.benefit.used')}</Chip>),
    },
    {
      key: 'where', title: t('member.benefit.where'),
      render: (row) => [row.channel && channel(row.channel), row.store].filter(Boolean).join(' · '),
    },
    { key: 'order', title: t('member.key'), render: (row) => (row.order_id ? <Code value={row.order_id} most={20} /> : '') },
    {
      key: 'number', title: t('member.benefit.number'), extra: true,
      render: (row) => <Code value={row.use_id} most={20} />,
    },
  ]
  return (
    <DataTable
      name="member-benefit-uses" label={t('member.benefit.uses')} columns={columns} rows={data?.items} plain
      busy={isPlaceholderData} error={error} retry={() => void refetch()} rowKey={(row) => row.use_id}
      onOpen={(row) => open('explain', member, String(row.seq))}
      onExplain={(row) => open('explain', member, String(row.seq))}
      acts={may('benefits:use') ? (row) => (row.returned_at || row.held ? null : (
        <Button size="small" type="text" onClick={() => open('returnbenefit', row.use_id)}>
          {t('member.benefit.takeBack')}
        </Button>
      )) : undefined}
      empty={<Empty drawing={false} why={t('member.benefit.noUses')} />}
      foot={<Paging prev={data?.prev} next={data?.next} limit={50} onCursor={(cursor) => put({ cursor })} />}
    />
  )
}
