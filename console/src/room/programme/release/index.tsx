import { useTranslation } from 'react-i18next'
import { releaseName, useReleases } from '../../../client/release'
import type { Release } from '../../../client/definition.types'
import { StatusChip } from '../../../kit/chip'
import { Empty } from '../../../kit/empty'
import { Time } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useFormat } from '../../../kit/use-format'
import { Page } from '../../../shell/page'
import { Again } from './again'
import { Draft } from './draft'
import { Withdraw } from './withdraw'

/** O: what would change, publishing it, and every release there was. */
export default function ReleasesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data, error, refetch } = useReleases()
  const columns: Column<Release>[] = [
    { key: 'name', title: t('words.release'), width: 120, render: (row) => <b>{releaseName(row)}</b> },
    {
      key: 'status', title: t('programme.status'),
      render: (row) => <StatusChip status={row.status ?? 'former'} />,
    },
    { key: 'note', title: t('programme.release.note'), render: (row) => row.note ?? '' },
    {
      key: 'changes', title: t('programme.release.changes'), right: true,
      render: (row) => (
        <span title={row.changed?.join('\n')}>{format.count(row.changes ?? 0)}</span>
      ),
    },
    {
      key: 'effective', title: t('programme.release.effective'), right: true,
      render: (row) => <Time at={row.effective_at ?? row.published_at} exact />,
    },
    {
      key: 'published', title: t('programme.release.published'), right: true, extra: true,
      render: (row) => <Time at={row.published_at} exact />,
    },
    { key: 'by', title: t('programme.release.by'), render: (row) => row.by ?? '' },
  ]
  return (
    <Page name={t('frame.page.releases')} title={t('frame.page.releases')}>
      <Draft next={(Number(data?.[0]?.id) || 0) + 1} />
      <h2 className="list-title">{t('programme.release.history')}</h2>
      <DataTable
        name="releases" label={t('frame.page.releases')} columns={columns} rows={data} error={error}
        rowKey={(row) => String(row.id)} retry={() => void refetch()}
        acts={(row) => (
          row.status === 'former' ? <Again release={row} />
            : row.status === 'scheduled' ? <Withdraw release={row} /> : null)}
        empty={<Empty why={t('programme.release.none')} />}
      />
    </Page>
  )
}
