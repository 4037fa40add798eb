import { useQuery } from '@tanstack/react-query'
import { Input, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tryOut, type PastedEvent } from '../../../client/definition'
import type { Document } from '../../../client/definition.types'
import { useLookup } from '../../../client/member'
import { useToday } from '../../../client/today'
import { CodeEditor } from '../../../kit/code-editor'
import { Empty } from '../../../kit/empty'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Code } from '../../../kit/show'
import { useFormat } from '../../../kit/use-format'
import { identityOf } from '../../../shell/identity'
import { SampleView } from './try-sample'
import { Compared } from './try-result'
import { useSettled } from '../../../kit/settled'

type On = { member?: string; order?: string; event?: PastedEvent }
type Mode = 'order' | 'paste' | 'sample'

/** One real order, a pasted event or the latest events, by the live release and by the draft. */
export default function TryTab({ document, blocked }: { document: Document; blocked: boolean }) {
  const { t } = useTranslation()
  const [mode, setMode] = useState<Mode>('order')
  const [typed, setTyped] = useState('')
  const samples = document.kind === 'earning_rule'
  const modes: Mode[] = samples ? ['order', 'paste', 'sample'] : ['order', 'paste']
  return (
    <div className="try">
      <Segmented
        size="small" value={mode} onChange={(value) => setMode(value as Mode)} className="try-mode"
        options={modes.map((value) => ({ value, label: t(`programme.try.mode_${value}`) }))}
      />
      {blocked ? <p className="note">{t('programme.try.blocked')}</p> : null}
      {mode === 'order' ? (
        <OneOrder document={document} blocked={blocked} typed={typed} onTyped={setTyped} />
      ) : null}
      {mode === 'paste' ? <Pasted document={document} blocked={blocked} /> : null}
      {mode === 'sample' ? (
        <SampleView
          document={document} blocked={blocked}
          onWhy={(order) => { setTyped(order); setMode('order') }}
        />
      ) : null}
    </div>
  )
}

/** A member's last order, or an order by its number; empty means the latest one. */
function OneOrder({ document, blocked, typed, onTyped }: {
  document: Document; blocked: boolean; typed: string; onTyped: (typed: string) => void
}) {
  const { t } = useTranslation()
  const { data: today } = useToday()
  const wanted = useSettled(typed.trim())
  const found = useLookup(wanted ? identityOf(wanted) : [])
  const latest = today?.stream.find((one) => one.type === 'order.paid') ?? today?.stream[0]
  const ready = wanted ? !found.isFetching : true
  const on = useMemo<On | null>(() => {
    if (!wanted) return latest ? { member: latest.member } : null
    if (found.data && !identityOf(wanted).includes(`order:${wanted}`))
      return { member: found.data.id }
    return { order: wanted }
  }, [wanted, found.data, latest])
  return (
    <>
      <Input
        value={typed} placeholder={t('programme.try.placeholder')} allowClear
        aria-label={t('programme.try.placeholder')} onChange={(change) => onTyped(change.target.value)}
      />
      <Outcome document={document} on={on} waits={blocked || !ready} />
    </>
  )
}

const example = {
  type: 'order.paid',
  data: {
    order_id: 'T-1', total_cents: 12800,
    lines: [{ sku: '1023', quantity: 1, paid_cents: 12800 }],
  },
}

function read(text: string): PastedEvent | null {
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== 'object' || found === null) return null
    const { type, data, time } = found as Partial<PastedEvent>
    return type && data ? { type, data, ...(time ? { time } : {}) } : null
  } catch {
    return null
  }
}

/** An event that nobody sent, typed or pasted as JSON. */
function Pasted({ document, blocked }: { document: Document; blocked: boolean }) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => JSON.stringify(
    { ...example, type: typeof document.when === 'string' ? document.when : example.type }, null, 2))
  const settled = useSettled(text)
  const event = useMemo(() => read(settled), [settled])
  const on = useMemo<On | null>(() => (event ? { event } : null), [event])
  return (
    <>
      <CodeEditor
        value={text} language="json" label={t('programme.try.paste')} height={220} onChange={setText}
      />
      <p className={event ? 'note' : 'field-problem'} role={event ? undefined : 'alert'}>
        {t(event ? 'programme.try.pasteNote' : 'programme.try.pasteBroken')}
      </p>
      <Outcome document={document} on={on} waits={blocked || !event} />
    </>
  )
}

function Outcome({ document, on, waits }: { document: Document; on: On | null; waits: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const settled = useSettled(document)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['try', settled, on],
    queryFn: () => tryOut({ document: settled, ...on! }),
    enabled: !!on && !waits,
    retry: false,
    placeholderData: (before) => before,
  })
  const event = data?.draft?.event ?? data?.live?.event
  const total = event?.data?.total_cents as number | undefined
  return (
    <>
      {!on && !waits ? <Empty drawing={false} why={t('programme.try.none')} /> : null}
      {error ? <ProblemView error={error} retry={() => void refetch()} /> : null}
      {!data && isFetching ? <Loading rows={4} /> : null}
      {data && !error ? (
        <div className={isFetching || waits ? 'table-stale' : undefined}>
          {event ? (
            <p className="try-event">
              {format.say(event.title)} {event.data?.order_id
                ? <Code value={String(event.data.order_id)} /> : null} {format.time(event.time)}
              {total === undefined ? '' : ` · ${format.money(total)}`}
            </p>
          ) : null}
          <Compared live={data.live} draft={data.draft} rule={document.key} />
        </div>
      ) : null}
    </>
  )
}
