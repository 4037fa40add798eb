import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { entrantsOf, useDraws, type Draw } from '../../../client/draw'
import { useCurrencyUnit } from '../../../client/currency'
import { useDefinitionNames } from '../../../client/definition'
import { Chip } from '../../../kit/chip'
import { Empty } from '../../../kit/empty'
import { Icon } from '../../../kit/icon'
import { Code, Time } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useOpen } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { Page } from '../../../shell/page'
import { AnnounceDrawer, HoldDrawer } from './act'

/** O: surprise gifts drawn at random: what was promised, the draw, and what anybody needs to check it. */
export default function SurprisesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const { what, args, open, close } = useOpen()
  const { data, error, refetch } = useDraws()
  const unitOf = useCurrencyUnit()
  const names = useDefinitionNames().data ?? []
  const given = (row: Draw) => {
    if (row.amount != null) return `${format.count(row.amount)} ${unitOf(row.gives)}`
    const found = names.find((one) => one.kind === row.kind && one.key === row.gives)
    return found ? format.say(found.name) : row.gives
  }
  const columns: Column<Draw>[] = [
    { key: 'title', title: t('reward.surprise.one'), width: 180, render: (row) => row.title },
    {
      key: 'status', title: t('programme.status'),
      render: (row) => (row.drawn_at
        ? <Chip tone="success">{t('reward.surprise.drawn')}</Chip>
        : <Chip tone="primary">{t('reward.surprise.promised')}</Chip>),
    },
    { key: 'gives', title: t('reward.surprise.gives'), render: given },
    {
      key: 'winners', title: t('reward.surprise.winners'), unit: t('reward.surprise.people'), right: true,
      render: (row) => format.count(row.winners),
    },
    {
      key: 'entrants', title: t('reward.surprise.entrants'), unit: t('reward.surprise.people'), right: true,
      render: (row) => <a href={entrantsOf(row.id)} target="_blank" rel="noreferrer">{format.count(row.entrants)}</a>,
    },
    { key: 'seedHash', title: t('reward.surprise.seedHash'), render: (row) => <Code value={row.seed_hash} /> },
    { key: 'listHash', title: t('reward.surprise.listHash'), render: (row) => <Code value={row.entrants_hash} /> },
    {
      key: 'seed', title: t('reward.surprise.seed'),
      render: (row) => (row.seed ? <Code value={row.seed} /> : <span className="note">{t('reward.surprise.sealed')}</span>),
    },
    { key: 'at', title: t('reward.surprise.announced'), right: true, render: (row) => <Time at={row.announced_at} /> },
  ]
  const announce = may('coupons:issue') ? (
    <Button type="primary" icon={<Icon.add />} onClick={() => open('announce')}>
      {t('reward.surprise.new')}
    </Button>
  ) : null
  const chosen = what === 'hold' ? data?.find((one) => one.id === args[0]) : undefined
  return (
    <Page
      name={t('frame.page.surprises')} title={t('frame.page.surprises')} acts={announce}
      note={data ? t('reward.surprise.number', { count: data.length }) : undefined}
    >
      <DataTable
        name="surprises" label={t('frame.page.surprises')} columns={columns} rows={data} error={error}
        rowKey={(row) => row.id} retry={() => void refetch()} tools={null}
        acts={(row) => (row.drawn_at || !may('coupons:issue') ? null : (
          <Button size="small" onClick={() => open('hold', row.id)}>{t('reward.surprise.hold')}</Button>
        ))}
        empty={<Empty why={t('reward.surprise.none')} act={announce} />}
      />
      {what === 'announce' ? <AnnounceDrawer onClose={close} /> : null}
      {chosen ? <HoldDrawer draw={chosen} title={given(chosen)} onClose={close} /> : null}
    </Page>
  )
}
