import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { stringify } from 'yaml'
import { check, useDefinition, useSaveDraft } from '../../../client/definition'
import type { Checked, Definition, Document } from '../../../client/definition.types'
import { ApiError } from '../../../client/http'
import { putAt } from './pointer'

export type Saving =
  | { state: 'clean' } | { state: 'waiting' } | { state: 'saving' }
  | { state: 'saved'; at: string } | { state: 'failed'; error: unknown } | { state: 'conflict' }

const CHECK_MS = 300
const SAVE_MS = 900

/**
 * One document in all its forms: the form changes it, YAML changes it, the server checks it and
 * gives back YAML, sentence and problems; a draft is saved by itself. Broken YAML freezes the form
 * at the last valid state.
 */
export function useEditor(kind: string, key: string) {
  const { language } = useTranslation().i18n
  const definition = useDefinition(kind, key)
  const save = useSaveDraft(kind, key)
  const [document, setDocument] = useState<Document | null>(null)
  const [yaml, setYaml] = useState<string | null>(null)
  const [checked, setChecked] = useState<Checked | null>(null)
  const [frozen, setFrozen] = useState(false)
  const [editing, setEditing] = useState(false)
  const [saving, setSaving] = useState<Saving>({ state: 'clean' })
  const base = useRef(0)
  const started = useRef<string | null>(null)
  const timers = useRef<{ check?: ReturnType<typeof setTimeout>; save?: ReturnType<typeof setTimeout> }>({})
  const turn = useRef(0)
  const held = useRef<Document | null>(null)
  const [origin, setOrigin] = useState<Document | null>(null)

  const inspect = useCallback(async (what: { document?: Document; yaml?: string }) => {
    turn.current += 1
    const mine = turn.current
    try {
      const answer = await check(what)
      if (mine !== turn.current) return null
      setChecked(answer)
      if (what.document) setYaml(answer.yaml || stringify(what.document))
      return answer
    } catch {
      // The form stays usable; the next change asks again, and saving says what is wrong.
      return null
    }
  }, [])

  const begin = useCallback((from: Definition, again = false) => {
    const first = from.draft?.document ?? from.live?.document ?? null
    // The draft's own version; 0 says that there was none when the editor began.
    base.current = from.draft?.version ?? 0
    held.current = first
    setDocument(first)
    setOrigin(first)
    setSaving(from.draft ? { state: 'saved', at: from.draft.saved_at } : { state: 'clean' })
    if (!again) setEditing(!!from.draft)
    if (first) void inspect({ document: first })
  }, [inspect])

  useEffect(() => {
    const name = `${kind}/${key}`
    if (!definition.data || started.current === name) return
    started.current = name
    begin(definition.data)
  }, [definition.data, kind, key, begin])

  // Problems are the server's words: they are asked again in the language of the screen.
  const spoken = useRef(language)
  useEffect(() => {
    if (spoken.current === language) return
    spoken.current = language
    if (held.current && !frozen) void inspect({ document: held.current })
  }, [language, frozen, inspect])

  const store = useCallback(async (force = false): Promise<boolean> => {
    clearTimeout(timers.current.save)
    timers.current.save = undefined
    const current = held.current
    if (!current) return false
    setSaving({ state: 'saving' })
    try {
      const answer = await save.mutateAsync({
        document: current, ...(force ? {} : { base_version: base.current }),
      })
      base.current = answer.version ?? base.current
      setOrigin(current)
      setSaving({ state: 'saved', at: answer.saved_at })
      return true
    } catch (error) {
      const changed = error instanceof ApiError && error.code === 'definition_changed'
      // What the other person saved is shown beside what is here.
      if (changed) await definition.refetch()
      setSaving(changed ? { state: 'conflict' } : { state: 'failed', error })
      return false
    }
  }, [save, definition])

  const latest = useRef(store)
  useEffect(() => { latest.current = store })

  const later = useCallback(() => {
    setSaving({ state: 'waiting' })
    clearTimeout(timers.current.save)
    timers.current.save = setTimeout(() => void latest.current(), SAVE_MS)
  }, [])

  const change = useCallback((next: Document) => {
    held.current = next
    setDocument(next)
    setFrozen(false)
    clearTimeout(timers.current.check)
    timers.current.check = setTimeout(() => void inspect({ document: next }), CHECK_MS)
    later()
  }, [inspect, later])

  const put = useCallback((pointer: string, value: unknown) => {
    if (held.current) change(putAt(held.current, pointer, value))
  }, [change])

  const changeYaml = useCallback((text: string) => {
    setYaml(text)
    clearTimeout(timers.current.check)
    timers.current.check = setTimeout(async () => {
      const answer = await inspect({ yaml: text })
      if (!answer) return
      const broken = !answer.document
      setFrozen(broken)
      if (broken) return
      held.current = answer.document
      setDocument(answer.document)
      later()
    }, CHECK_MS)
  }, [inspect, later])

  // Whoever leaves within the waiting time has saved all the same.
  useEffect(() => {
    const pending = timers.current
    return () => {
      clearTimeout(pending.check)
      if (pending.save) void latest.current()
    }
  }, [])

  return {
    definition, document, origin, yaml, checked, frozen, editing, saving, put, change, changeYaml, store,
    startEditing: () => setEditing(true),
    reload: async () => {
      const fresh = await definition.refetch()
      if (fresh.data) begin(fresh.data, true)
    },
    problems: checked?.problems ?? [],
    base,
  }
}

export type Editor = ReturnType<typeof useEditor>
