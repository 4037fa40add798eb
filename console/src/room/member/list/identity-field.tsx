import { Button, Input, Select } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../../client/http'
import { useRecognised } from '../../../client/member'
import { Icon } from '../../../kit/icon'
import { ProblemView } from '../../../kit/problem'
import { useSettled } from '../../../kit/settled'
import { useFormat } from '../../../kit/use-format'
import { entriesIn, listKinds, type Entry, type ListKind } from './identity-list'

/** As many as the API takes, and of what it cannot read as many as it tells one by one. */
const MOST = 1_000_000
const MOST_WRONG = 1_000
/** A longer text is not shown: typing in it would be slow. */
const SHOWN = 20_000

/** A list that is typed, pasted or read from a file, and what the server makes of it. */
export function useIdentityList() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [kind, setKind] = useState<ListKind>('auto')
  const settled = useSettled(text)
  const entries = useMemo(() => entriesIn(settled, kind), [settled, kind])
  const list = useMemo(() => ({ id: newKey(), names: entries.map((one) => one.name) }), [entries])
  const tooMany = entries.length > MOST
  const seen = useRecognised(tooMany ? { ...list, names: [] } : list)
  const found = settled === text ? seen.data : undefined
  const missing = text.trim() === '' ? t('member.list.missing')
    : tooMany ? t('member.list.tooMany', { count: MOST })
      : seen.error ? t('member.list.notLooked')
        : !found ? t('member.list.looking')
          : found.wrong > MOST_WRONG ? t('member.list.tooWrong', { count: found.wrong })
            : found.members === 0 ? t('member.list.nobody') : null
  return {
    text, setText, kind, setKind, entries, found, missing, error: seen.error, people: found?.members ?? 0,
    /** What is sent: all but the lines that cannot be read. */
    members: () => {
      const wrong = new Set(found?.flaws.filter(isWrong).map((one) => one.place))
      return list.names.filter((_, place) => !wrong.has(place))
    },
  }
}

type List = ReturnType<typeof useIdentityList>
const isWrong = (flaw: { code: string }) => flaw.code !== 'subject_unknown'

/** The field of such a list; below it what was recognised, what comes twice and what means nobody. */
export function IdentityField({ list }: { list: List }) {
  const { t } = useTranslation()
  const file = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const { text, setText, kind, setKind } = list
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    setText(await chosen.text())
    setName(chosen.name)
  }
  return (
    <>
      <label className="field">
        <span>{t('member.list.kind')}</span>
        <Select
          value={kind} onChange={setKind} aria-label={t('member.list.kind')}
          options={listKinds.map((value) => ({ value, label: t(`member.list.kinds.${value}`) }))}
        />
      </label>
      {text.length < SHOWN ? (
        <label className="field">
          <span>{t('member.list.paste')}</span>
          <Input.TextArea
            className="mono" value={text} autoSize={{ minRows: 4, maxRows: 10 }} spellCheck={false}
            placeholder={'13800000001\nVIP10086\nli@example.com'}
            onChange={(event) => { setText(event.target.value); setName('') }}
          />
        </label>
      ) : null}
      <div className="list-file">
        <input
          ref={file} type="file" accept=".txt,.csv,text/plain,text/csv" className="gone"
          aria-label={t('member.list.file')}
          onChange={(event) => { void read(event.target.files?.[0]); event.target.value = '' }}
        />
        <Button icon={<Icon.document />} onClick={() => file.current?.click()}>
          {name || t('member.list.file')}
        </Button>
        {text ? (
          <Button type="text" onClick={() => { setText(''); setName('') }}>{t('member.list.clear')}</Button>
        ) : <span className="note">{t('member.list.how')}</span>}
      </div>
      {list.error ? <ProblemView error={list.error} /> : null}
      {list.found ? <Seen found={list.found} entries={list.entries} /> : null}
    </>
  )
}

function Seen({ found, entries }: { found: NonNullable<List['found']>; entries: Entry[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = (['repeated', 'unknown', 'wrong'] as const).filter((what) => found[what] > 0)
  return (
    <section className="list-seen" role="status">
      <p className="list-sum">
        <span>{t('member.list.lines', { count: entries.length })}</span>
        <b>{t('member.list.members', { count: found.members })}</b>
      </p>
      {rows.length > 0 ? (
        <ul>
          {rows.map((what) => <li key={what}>{t(`member.list.${what}`, { count: found[what] })}</li>)}
        </ul>
      ) : null}
      {found.flaws.length > 0 ? (
        <details>
          <summary>{t('member.list.which')}</summary>
          <ol>
            {found.flaws.slice(0, 50).map(({ place, message }) => (
              <li key={place}>
                {t('member.list.line', { line: format.count(entries[place]?.line ?? 0) })}
                {' '}<span className="mono">{entries[place]?.typed.slice(0, 60)}</span>
                {' '}<span className="note">{message}</span>
              </li>
            ))}
            {found.unknown + found.wrong > 50
              ? <li className="note">{t('member.list.more', { count: found.unknown + found.wrong - 50 })}</li>
              : null}
          </ol>
        </details>
      ) : null}
    </section>
  )
}
