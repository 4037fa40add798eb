import { App, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { newKey } from '../../../client/http'
import { useInbox, useRefoldMany } from '../../../client/inbox'
import type { InboxRow } from '../../../client/types'
import { Empty } from '../../../kit/empty'
import { problemOf, useProblemWords } from '../../../kit/problem'
import { Code, Time } from '../../../kit/show'
import type { Column } from '../../../kit/table/column'
import { BulkBar } from '../../../kit/table/bulk-bar'
import { DataTable } from '../../../kit/table/data-table'
import { Paging } from '../../../kit/table/paging'
import { useOpen, useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { Page } from '../../../shell/page'
import { FailedDrawer } from './drawer'

const states = ['open', 'folded', 'dismissed'] as const

/** A: what could not be folded; repair it, fold it again, or dismiss it with a reason. */
export default function FailedPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay()
  const go = useNavigate()
  const { get, put } = useUrl()
  const { what, args, open, close } = useOpen()
  const status = states.find((one) => one === get('status')) ?? 'open'
  const [chosen, choose] = useState<string[]>([])
  const { data, error, isPlaceholderData, refetch } = useInbox(status, get('cursor'))
  const rows = data?.items
  const columns: Column<InboxRow>[] = [
    {
      key: 'what', title: t('words.event'), width: 160,
      render: (row) => row.title || row.type,
    },
    {
      key: 'problem', title: t('platform.failed.problem'),
      render: (row) => (
        <span className="problem-cell">
          {row.problem.title} <code>{row.problem.code}</code>
        </span>
      ),
    },
    { key: 'id', title: t('platform.event.id'), render: (row) => <Code value={row.event_id} most={18} /> },
    { key: 'source', title: t('platform.event.source'), render: (row) => row.source },
    {
      key: 'tries', title: t('platform.failed.tries'), right: true,
      render: (row) => format.count(row.tries ?? 1),
    },
    { key: 'at', title: t('platform.failed.at'), right: true, render: (row) => <Time at={row.at} /> },
    ...(status === 'dismissed' ? [{
      key: 'reason', title: t('platform.failed.reason'), render: (row: InboxRow) => row.reason ?? '',
    }] : []),
  ]
  const current = rows?.find((row) => row.id === args[0])
  const at = rows?.findIndex((row) => row.id === args[0]) ?? -1
  const neighbour = (step: number) => {
    const row = at >= 0 ? rows?.[at + step] : undefined
    return row ? () => open('failed', row.id) : undefined
  }
  const acting = status === 'open' && may('inbox:write')
  return (
    <Page
      name={t('frame.page.failed')} title={t('platform.failed.title')}
      note={data?.total === undefined ? undefined : t('platform.failed.count', { count: data.total })}
    >
      <DataTable
        name="failed" label={t('frame.page.failed')} columns={columns} rows={rows} error={error}
        rowKey={(row) => row.id} busy={isPlaceholderData} retry={() => void refetch()}
        onOpen={(row) => open('failed', row.id)}
        selection={acting ? { chosen, choose } : undefined}
        tools={
          <Segmented
            value={status} onChange={(value) => {
              choose([])
              put({ status: value === 'open' ? null : value, cursor: null })
            }}
            options={states.map((value) => ({ value, label: t(`platform.failed.status.${value}`) }))}
          />
        }
        bulk={chosen.length ? <Bulk ids={chosen} onDone={() => choose([])} /> : null}
        empty={
          <Empty
            why={t(`platform.failed.none.${status}`)}
            act={
              <Button onClick={() => void go('/platform/events')}>{t('platform.failed.toEvents')}</Button>
            }
          />
        }
        foot={
          <Paging prev={data?.prev} next={data?.next} limit={50} onCursor={(cursor) => put({ cursor })} />
        }
      />
      {what === 'failed' && current ? (
        <FailedDrawer
          key={current.id} row={current} acting={acting} onClose={close} onPrevious={neighbour(-1)}
          onNext={neighbour(1)}
        />
      ) : null}
    </Page>
  )
}

function Bulk({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const words = useProblemWords()
  const fold = useRefoldMany()
  const [key] = useState(newKey)
  const act = () => fold.mutate({ ids, key }, {
    onSuccess: (done) => {
      message.success(t('platform.failed.foldedMany', {
        folded: done.refolded ?? ids.length, refused: done.refused ?? 0,
      }))
      onDone()
    },
    onError: (error) => message.error(words(problemOf(error)).what),
  })
  return (
    <BulkBar
      said={[<b key="count">{t('platform.failed.chosen', { count: ids.length })}</b>]} onClear={onDone}
    >
      <Button type="primary" size="small" loading={fold.isPending} onClick={act}>
        {t('platform.failed.foldMany', { count: ids.length })}
      </Button>
    </BulkBar>
  )
}
