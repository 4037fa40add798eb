import { Modal } from 'antd'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDefinitionNames } from '../client/definition'
import { useLookup, useMemberSearch } from '../client/member'
import { pageOf } from '../client/place'
import { useSession } from '../client/session'
import { Icon } from '../kit/icon'
import { matches } from '../kit/pinyin'
import { useFormat } from '../kit/use-format'
import { identityOf } from './identity'
import { visibleMenu } from './menu'

type Hit = {
  key: string; group: string; title: string; note?: string; to: string
  icon: (typeof Icon)[keyof typeof Icon]
}

function useHits(typed: string): { hits: Hit[]; busy: boolean } {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: session } = useSession()
  const wanted = useDeferredValue(typed.trim())
  const lookup = useLookup(identityOf(wanted))
  const search = useMemberSearch(wanted.length >= 2 ? wanted : '')
  const definitions = useDefinitionNames(undefined, wanted.length > 0)
  const hits = useMemo(() => {
    const found: Hit[] = []
    const members = [...(lookup.data ? [lookup.data] : []), ...(search.data ?? [])]
    const seen = new Set<string>()
    for (const member of members.slice(0, 6)) {
      if (seen.has(member.id)) continue
      seen.add(member.id)
      const name = member.name || t('member.nameless', { tail: member.id.slice(-5) })
      const note = [format.say(member.tier_name), member.identities[0]?.masked].filter(Boolean)
      found.push({
        key: member.id, group: 'members', title: name, note: note.join(' · '),
        to: `/member/members/${member.id}`, icon: Icon.member,
      })
    }
    const one = members[0]
    if (one) found.push({
      key: 'adjust', group: 'acts', icon: Icon.currency,
      title: t('frame.search.adjust', { name: one.name || t('member.nameless', { tail: one.id.slice(-5) }) }),
      to: `/member/members/${one.id}?open=adjust`,
    })
    for (const row of definitions.data ?? []) {
      const name = format.say(row.name)
      const to = pageOf(row.kind, row.key)
      if (!to || !wanted || !(matches(name, wanted) || matches(row.key, wanted))) continue
      found.push({
        key: `${row.kind}/${row.key}`, group: 'definitions', title: name,
        note: t(`words.kind.${row.kind}`), to, icon: Icon.document,
      })
    }
    for (const group of visibleMenu(session?.user.permissions)) for (const page of group.pages) {
      const name = t(`frame.page.${page.name}`)
      if (matches(name, wanted)) found.push({
        key: page.path, group: 'pages', title: name, to: page.path,
        icon: page.icon as Hit['icon'],
      })
    }
    return found.slice(0, 20)
  }, [lookup.data, search.data, definitions.data, wanted, session, t, format])
  const busy = typed.trim() !== wanted || lookup.isFetching || search.isFetching
  return { hits, busy }
}

function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const go = useNavigate()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { hits, busy } = useHits(typed)
  const list = useRef<HTMLUListElement>(null)
  const chosen = Math.min(at, Math.max(0, hits.length - 1))
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const take = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    void go(hit.to)
  }
  // Enter pressed while the answer is on its way means the first hit of that answer.
  const [hurried, setHurried] = useState(false)
  const act = useRef(take)
  useEffect(() => { act.current = take })
  useEffect(() => {
    if (!hurried || busy) return
    setHurried(false)
    act.current(hits[0])
  }, [hurried, busy, hits])
  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, hits.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0))
    else if (event.key === 'Enter' && busy) setHurried(true)
    else if (event.key === 'Enter') take(hits[chosen])
    else return
    event.preventDefault()
  }
  return (
    <div className="palette">
      <div className="palette-input">
        <Icon.search />
        <input
          autoFocus value={typed} onKeyDown={onKey} placeholder={t('frame.search.placeholder')}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
            setHurried(false)
          }}
          role="combobox" aria-expanded="true" aria-controls="palette-hits"
          aria-activedescendant={hits[chosen] ? `hit-${chosen}` : undefined}
          aria-label={t('frame.search.open')}
        />
      </div>
      <ul ref={list} id="palette-hits" role="listbox" aria-label={t('frame.search.open')}>
        {hits.map((hit, index) => (
          <li key={`${hit.group} ${hit.key}`} role="presentation">
            {hits[index - 1]?.group !== hit.group
              ? <div className="palette-group">{t(`frame.search.group.${hit.group}`)}</div> : null}
            <div
              id={`hit-${index}`} role="option" aria-selected={index === chosen} className="hit"
              onMouseMove={() => setAt(index)} onClick={() => take(hit)}
            >
              <hit.icon /> <span>{hit.title}</span> <small>{hit.note}</small>
            </div>
          </li>
        ))}
      </ul>
      {hits.length === 0 ? (
        <p className="palette-none" role="status">
          {busy ? t('frame.search.busy') : t('frame.search.none')}
        </p>
      ) : null}
    </div>
  )
}

/** Ctrl/⌘ K: a member in one step, definitions by name or initials, pages, acts. */
export function Search({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal
      open={open} onCancel={onClose} footer={null} closable={false} width={640} destroyOnHidden
      className="search-modal" style={{ top: 80 }}
    >
      <Palette onClose={onClose} />
    </Modal>
  )
}
