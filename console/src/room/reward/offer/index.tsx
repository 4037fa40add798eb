import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useDefinitions } from '../../../client/definition'
import type { DefinitionRow } from '../../../client/definition.types'
import { Empty } from '../../../kit/empty'
import { SentenceCell } from '../../../kit/sentence-cell'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { useFormat } from '../../../kit/use-format'
import { Page } from '../../../shell/page'
import { Life } from '../../programme/life'
import { NewButton, NewDrawer } from '../../programme/new'
import { useRewardTemplates } from '../template'
import { useLimit, useSpan } from '../words'

/** O: each offer with what it takes off by itself, on which days and what it may cost. */
export default function OffersPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useNavigate()
  const templates = useRewardTemplates('offer')
  const span = useSpan()
  const limit = useLimit()
  const { data, error, refetch } = useDefinitions('offer')
  const document = (row: DefinitionRow) => row.document ?? row.draft?.document
  const columns: Column<DefinitionRow>[] = [
    {
      key: 'name', title: t('words.offer'), width: 200,
      render: (row) => <Link to={`/reward/offers/${row.key}`}>{format.say(row.name) || row.key}</Link>,
    },
    { key: 'status', title: t('programme.status'), render: (row) => <Life row={row} /> },
    {
      key: 'sentence', title: t('programme.tab.sentence'),
      render: (row) => <SentenceCell text={format.say(row.sentence)} />,
    },
    { key: 'valid', title: t('reward.group.open'), render: (row) => span(document(row)) },
    {
      key: 'budget', title: t('reward.budget'), right: true,
      render: (row) => limit(document(row)?.budget_cents, true),
    },
    {
      key: 'funder', title: t('reward.funder'),
      render: (row) => String(document(row)?.funder ?? ''),
    },
  ]
  return (
    <Page
      name={t('frame.page.offers')} title={t('frame.page.offers')}
      note={data ? t('reward.offer.count', { count: data.length }) : undefined}
      acts={<NewButton label={t('reward.offer.new')} />}
    >
      <DataTable
        name="offers" label={t('frame.page.offers')} columns={columns} rows={data} error={error}
        rowKey={(row) => row.key} retry={() => void refetch()}
        onOpen={(row) => void go(`/reward/offers/${row.key}`)}
        empty={<Empty why={t('reward.offer.none')} act={<NewButton label={t('reward.offer.new')} />} />}
      />
      <NewDrawer
        kind="offer" title={t('reward.offer.new')} to="/reward/offers"
        taken={(data ?? []).map((row) => row.key)} templates={templates}
      />
    </Page>
  )
}
