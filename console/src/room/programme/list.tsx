import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDefinitionPage } from '../../client/definition'
import type { DefinitionRow } from '../../client/definition.types'
import { Empty } from '../../kit/empty'
import { FilterBar } from '../../kit/filter/filter-bar'
import type { Filter } from '../../kit/filter/filter'
import { useStored } from '../../kit/stored'
import type { Column } from '../../kit/table/column'
import { DataTable } from '../../kit/table/data-table'
import { Paging } from '../../kit/table/paging'
import { useUrl } from '../../kit/url'
import { Page } from '../../shell/page'
import { pageOf } from '../../client/place'
import { NewButton, NewDrawer, type Template } from './new'

const filterKeys = ['q', 'status'] as const

/** One page of the definitions of a kind, as the address asks for them. */
export function useDefinitionList(kind: string) {
  const { get } = useUrl()
  const [limit, setLimit] = useStored(`limit.${kind}`, 50)
  const found = useDefinitionPage({
    kind, limit, q: get('q'), status: get('status'), cursor: get('cursor'),
  })
  return { ...found, kind, limit, setLimit, rows: found.data?.items }
}

/** O: the definitions of a kind by page, searched and filtered, and the way to a new one. */
export function DefinitionList({ list, name, columns, count, none, newOne, templates, before, above }: {
  list: ReturnType<typeof useDefinitionList>
  /** Key under `frame.page`; columns and density are kept under it. */
  name: string
  columns: Column<DefinitionRow>[]
  /** Says how many there are. */
  count: (total: number) => string
  /** Why there is nothing yet. */
  none: string
  newOne: string
  templates: Template[]
  /** Stands beside the button of a new one. */
  before?: ReactNode
  /** Stands above the table. */
  above?: ReactNode
}) {
  const { t } = useTranslation()
  const go = useNavigate()
  const { get, put } = useUrl()
  const { data, kind, limit } = list
  const filters: Filter[] = [{
    key: 'status', title: t('programme.status'), type: 'choice',
    choices: ['live', 'scheduled', 'draft', 'over'].map((value) => ({
      value, title: t(`words.life.${value === 'over' ? 'ended' : value}`),
    })),
  }]
  const filtered = filterKeys.some((key) => get(key))
  return (
    <Page
      name={t(`frame.page.${name}`)} title={t(`frame.page.${name}`)}
      note={data && typeof data.total === 'number' ? count(data.total) : undefined}
      acts={<>{before}<NewButton label={newOne} /></>}
    >
      {above}
      <DataTable
        name={name} label={t(`frame.page.${name}`)} columns={columns} rows={list.rows}
        rowKey={(row) => row.key} busy={list.isFetching && list.isPlaceholderData} error={list.error}
        retry={() => void list.refetch()} onOpen={(row) => void go(pageOf(kind, row.key)!)}
        tools={<FilterBar filters={filters} search={t('programme.list.search')} />}
        empty={filtered ? (
          <Empty
            why={t('programme.list.noMatch')}
            act={
              <Button onClick={() => put({ q: null, status: null, cursor: null })}>
                {t('kit.filter.clear')}
              </Button>
            }
          />
        ) : <Empty why={none} act={<NewButton label={newOne} />} />}
        foot={
          <Paging
            prev={data?.prev} next={data?.next} limit={limit} total={data?.total ?? undefined}
            shown={data?.items.length} onCursor={(cursor) => put({ cursor })}
            onLimit={(value) => { list.setLimit(value); put({ cursor: null }) }}
          />
        }
      />
      <NewDrawer kind={kind} title={newOne} templates={templates} />
    </Page>
  )
}
