import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Query } from '../../../client/http'
import { useMembers, useMemberTotal } from '../../../client/member'
import { useTiers } from '../../../client/tier'
import type { MemberRow } from '../../../client/types'
import { Empty } from '../../../kit/empty'
import { Icon } from '../../../kit/icon'
import { FilterBar } from '../../../kit/filter/filter-bar'
import { Views } from '../../../kit/filter/views'
import { useStored } from '../../../kit/stored'
import { DataTable } from '../../../kit/table/data-table'
import { Paging } from '../../../kit/table/paging'
import { useOpen, useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { instantOf } from '../../../kit/instant'
import { useMay } from '../../../shell/may'
import { Page } from '../../../shell/page'
import { MemberBulk } from './bulk'
import { useColumns } from './column'
import { Export } from './export'
import { filterKeys, useFilters } from './filter'
import { IssueManyDrawer } from './issue-many'

/** O: find one member, go in. */
export default function MembersPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useNavigate()
  const may = useMay()
  const { get, put, params } = useUrl()
  const { what, open, close } = useOpen()
  const [limit, setLimit] = useStored('limit.members', 50)
  const tiers = useTiers()
  const filters = useFilters(tiers)
  const columns = useColumns()
  const sort = get('sort') ?? '-last_order_at'
  const filter = useMemo(() => Object.fromEntries(filterKeys
    .map((key) => [key, params.get(key)]).filter(([, value]) => value)) as Query, [params])
  const { data, error, isFetching, isPlaceholderData, refetch } = useMembers({
    ...asked(filter, format.manner.zone), sort, limit, cursor: get('cursor'),
  })
  const { data: all } = useMemberTotal()
  const [chosen, setChosen] = useState<ReadonlyMap<string, MemberRow>>(new Map())
  // Rows are kept as they were chosen, so that a choice survives paging and filtering.
  const choose = (keys: string[]) => {
    const known = new Map([...chosen, ...(data?.items ?? []).map((row) => [row.id, row] as const)])
    setChosen(new Map(keys.flatMap((key) => {
      const row = known.get(key)
      return row ? [[key, row] as const] : []
    })))
  }
  const filtered = Object.keys(filter).length > 0
  const total = data?.total
  const presets = [
    { name: t('member.view.all'), query: '' },
    { name: t('member.view.balance'), query: 'balance_min=1000&sort=-balance' },
  ]
  return (
    <Page
      name={t('frame.page.members')}
      title={
        <>
          {t('frame.page.members')} {total === undefined || total === null ? null : (
            <span className="page-count">
              {filtered && all ? t('member.countOf', {
                shown: format.count(total), all: format.count(all),
              }) : t('member.count', { count: total })}
            </span>
          )}
        </>
      }
      acts={(
        <>
          {may('coupons:issue') && may('jobs:read') ? (
            <Button
              icon={<Icon.coupon />} disabled={!total} onClick={() => open('issue-all')}
              title={total === 0 ? t('member.bulk.issueNobody') : undefined}
            >
              {t('member.bulk.issueAll', { count: total ?? 0 })}
            </Button>
          ) : null}
          <Export filter={asked(filter, format.manner.zone)} total={total} />
        </>
      )}
    >
      <Views name="members" presets={presets} />
      {what === 'issue-all' && total ? (
        <IssueManyDrawer to={{ filter: asked(filter, format.manner.zone), people: total }} onClose={close} />
      ) : null}
      <DataTable
        name="members" label={t('frame.page.members')} columns={columns} rows={data?.items}
        rowKey={(row) => row.id} busy={isFetching && isPlaceholderData} error={error}
        retry={() => void refetch()} sort={sort}
        onSort={(next) => put({ sort: next, cursor: null })}
        onOpen={(row) => void go(`/member/members/${row.id}`)}
        onPage={(row) => void go(`/member/members/${row.id}`)}
        selection={{ chosen: [...chosen.keys()], choose }}
        bulk={<MemberBulk rows={[...chosen.values()]} onClear={() => setChosen(new Map())} />}
        tools={<FilterBar filters={filters} search={t('member.search')} />}
        empty={filtered ? (
          <Empty
            why={t('member.noMatch')}
            act={
              <Button onClick={() => put({
                ...Object.fromEntries(filterKeys.map((key) => [key, null])), cursor: null,
              })}>
                {t('kit.filter.clear')}
              </Button>
            }
          />
        ) : (
          <Empty
            why={t('member.none')}
            act={
              <Button type="primary" onClick={() => void go('/platform/integrations')}>
                {t('member.noneAct')}
              </Button>
            }
          />
        )}
        foot={
          <Paging
            prev={data?.prev} next={data?.next} limit={limit} total={total ?? undefined}
            shown={data?.items.length} onCursor={(cursor) => put({ cursor })}
            onLimit={(value) => { setLimit(value); put({ cursor: null }) }}
          />
        }
      />
    </Page>
  )
}

/** Days are the programme's: the server is asked from their first moment. */
function asked(filter: Query, zone: string): Query {
  return Object.fromEntries(Object.entries(filter).map(([key, value]) => [
    key, key.endsWith('_from') ? instantOf(`${String(value)}T00:00`, zone)?.toISOString() : value,
  ]))
}
