import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useCatalogue } from '../../../client/definition'
import { useEvents } from '../../../client/event'
import type { EventRow } from '../../../client/types'
import { Empty } from '../../../kit/empty'
import { ExplainDrawer } from '../../../kit/explain/lazy'
import { FilterBar } from '../../../kit/filter/filter-bar'
import type { Filter } from '../../../kit/filter/filter'
import { instantOf } from '../../../kit/instant'
import { Code, Time } from '../../../kit/show'
import { useStored } from '../../../kit/stored'
import type { Column } from '../../../kit/table/column'
import { DataTable } from '../../../kit/table/data-table'
import { Paging } from '../../../kit/table/paging'
import { useOpen, useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { Page } from '../../../shell/page'
import { EventDrawer } from './drawer'

const keys = ['q', 'type', 'source', 'member', 'from', 'to']
const DAY_MS = 86_400_000

/** O: every event that was taken in; a row opens to its data and its explanation. */
export default function EventsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { get, put, params } = useUrl()
  const { what, args, open, close } = useOpen()
  const [limit, setLimit] = useStored('limit.events', 50)
  const { data: catalogue } = useCatalogue()
  const zone = format.manner.zone
  const filter = useMemo(() => {
    const start = (day: string | null, add = 0) => {
      const at = day ? instantOf(`${day}T00:00`, zone) : null
      return at ? new Date(at.getTime() + add).toISOString() : null
    }
    return {
      q: params.get('q'), type: params.get('type'), source: params.get('source'),
      member: params.get('member'), from: start(params.get('from')),
      // The chosen last day is meant whole.
      to: start(params.get('to'), DAY_MS),
    }
  }, [params, zone])
  const { data, error, isPlaceholderData, refetch } = useEvents({ ...filter, limit, cursor: get('cursor') })
  const filtered = keys.some((key) => params.get(key))
  const rows = data?.items
  const columns: Column<EventRow>[] = [
    {
      key: 'title', title: t('words.event'), width: 180,
      render: (row) => format.say(row.title) || row.type,
    },
    { key: 'id', title: t('platform.event.id'), render: (row) => <Code value={row.id} most={20} /> },
    { key: 'source', title: t('platform.event.source'), render: (row) => row.source },
    {
      key: 'what', title: t('platform.event.what'),
      render: (row) => {
        const summary = (row.summary ?? {}) as {
          order_id?: string; total_cents?: number; amount_cents?: number; store?: string
        }
        const money = summary.total_cents ?? summary.amount_cents
        return [summary.order_id, money === undefined ? '' : format.money(money), summary.store]
          .filter(Boolean).join(' · ')
      },
    },
    {
      key: 'member', title: t('words.member'),
      render: (row) => (row.member ? (
        <Link to={`/member/members/${row.member}`}><Code value={row.member} most={11} copy={false} /></Link>
      ) : null),
    },
    { key: 'time', title: t('platform.event.time'), right: true, render: (row) => format.time(row.time) },
    { key: 'at', title: t('platform.event.at'), right: true, render: (row) => <Time at={row.at} /> },
    { key: 'release', title: t('words.release'), extra: true, render: (row) => `R-${row.release ?? ''}` },
    { key: 'type', title: t('platform.event.type'), extra: true, render: (row) => <code>{row.type}</code> },
  ]
  const filters: Filter[] = [
    {
      key: 'type', title: t('platform.event.type'), type: 'choice',
      choices: (catalogue?.events ?? []).map((one) => ({
        value: one.name, title: format.say(one.title) || one.name,
      })),
    },
    { key: 'source', title: t('platform.event.source'), type: 'text' },
    { key: 'member', title: t('words.member'), type: 'text', hint: t('platform.event.memberHint') },
    { key: 'from', title: t('platform.event.from'), type: 'day' },
    { key: 'to', title: t('platform.event.to'), type: 'day' },
  ]
  const at = rows?.findIndex((row) => row.source === args[0] && row.id === args[1]) ?? -1
  const neighbour = (step: number) => {
    const row = at >= 0 ? rows?.[at + step] : undefined
    return row ? () => open('event', row.source, row.id) : undefined
  }
  return (
    <Page name={t('frame.page.events')} title={t('frame.page.events')}>
      <DataTable
        name="events" label={t('frame.page.events')} columns={columns} rows={rows} error={error}
        rowKey={(row) => `${row.source} ${row.id}`} busy={isPlaceholderData}
        retry={() => void refetch()} onOpen={(row) => open('event', row.source, row.id)}
        onExplain={(row) => row.member && row.seq && open('explain', row.member, row.seq)}
        tools={<FilterBar filters={filters} search={t('platform.event.search')} />}
        empty={data?.searched_to && data.next ? (
          <Empty why={t('platform.event.noneYet', { at: format.time(data.searched_to) })} act={
            <Button onClick={() => put({ cursor: data.next })}>{t('platform.event.further')}</Button>
          } />
        ) : filtered ? (
          <Empty why={t('platform.event.noMatch')} act={
            <Button onClick={() => put({
              ...Object.fromEntries(keys.map((key) => [key, null])), cursor: null,
            })}>{t('kit.filter.clear')}</Button>
          } />
        ) : <Empty why={t('platform.event.none')} link={<a href="/docs">{t('platform.event.docs')}</a>} />}
        foot={
          <Paging
            prev={data?.prev} next={data?.next} limit={limit} shown={rows?.length}
            onCursor={(cursor) => put({ cursor })} total={0}
            onLimit={(value) => { setLimit(value); put({ cursor: null }) }}
          />
        }
      />
      {what === 'event' && args[0] && args[1] ? (
        <EventDrawer
          source={args[0]} id={args[1]} row={rows?.[at]} onClose={close}
          onPrevious={neighbour(-1)} onNext={neighbour(1)}
        />
      ) : null}
      {what === 'explain' && args[0] && args[1]
        ? <ExplainDrawer member={args[0]} seq={args[1]} onClose={close} /> : null}
    </Page>
  )
}
