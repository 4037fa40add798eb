import { Button } from 'antd'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useCatalogue } from '../../../client/definition'
import type { Document } from '../../../client/definition.types'
import { StatusChip } from '../../../kit/chip'
import { isMac, modName, useKeys } from '../../../kit/keys'
import { Loading } from '../../../kit/later'
import { ProblemView } from '../../../kit/problem'
import { Tabs } from '../../../kit/tabs'
import { useUrl } from '../../../kit/url'
import { useFormat } from '../../../kit/use-format'
import { useMay } from '../../../shell/may'
import { Page } from '../../../shell/page'
import { Conflict } from './conflict'
import { FormContext } from './context'
import { EditorFoot } from './foot'
import { More } from './more'
import { SentenceTab } from './sentence-tab'
import { ProblemsTab, VersionsTab } from './tabs'
import { useEditor } from './use-editor'
import { YamlTab } from './yaml-tab'

const TryTab = lazy(() => import('./try-tab'))
const DiffTab = lazy(() => import('./diff-tab'))
const QuotePanel = lazy(() => import('../../reward/quote/panel'))

/** One document: the form on the left; on the right the same as sentence, YAML, diff, try, problems. */
export function EditorPage({ kind, id, list, children, tries = false, quotes = false, wordless = false, facts, acts }: {
  kind: string
  id: string
  list: { title: string; to: string }
  children: ReactNode
  tries?: boolean
  /** What takes money off a cart: it is quoted on a real one. */
  quotes?: boolean
  /** A kind of definition that is not read aloud as a sentence. */
  wordless?: boolean
  facts?: (document: Document) => ReactNode
  /** What can be done with it once it is live. */
  acts?: ReactNode
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useNavigate()
  const may = useMay()
  const { get, put } = useUrl()
  const editor = useEditor(kind, id)
  const { data: catalogue } = useCatalogue()
  const [lit, setLit] = useState<string | null>(null)
  const { definition, document, editing, frozen, problems, saving } = editor
  const names = [...(wordless ? [] : ['sentence']), 'yaml', 'diff', ...(tries ? ['try'] : []),
    ...(quotes && may('quotes:read') ? ['quote'] : []), 'problems', 'versions']
  const tab = names.includes(get('tab') ?? '') ? get('tab')! : names[0]!
  const release = async () => {
    const saved = saving.state === 'saved' || saving.state === 'clean' || await editor.store()
    if (saved) void go('/programme/releases')
  }
  useKeys({
    'mod+s': () => void editor.store(),
    'mod+Enter': () => void release(),
    ...Object.fromEntries(names.map((name, index) => [`alt+${index + 1}`, () => put({ tab: name })])),
  }, editing)
  const value = useMemo(() => (document ? {
    document, put: editor.put, problems, catalogue, locked: !editing || frozen, lit, light: setLit,
    event: typeof document.when === 'string' ? document.when : undefined,
  } : null), [document, editor.put, problems, catalogue, editing, frozen, lit])
  const crumbs = [{ title: list.title, to: list.to }]
  if (definition.error && !document) return (
    <Page name={id} title={id} crumbs={crumbs}>
      <ProblemView error={definition.error} retry={() => void definition.refetch()} />
    </Page>
  )
  if (!document || !value) return (
    <Page name={id} title={id} crumbs={crumbs}><Loading rows={12} /></Page>
  )
  const name = format.say(document.name) || id
  const live = definition.data?.live
  const hasDraft = !!definition.data?.draft || saving.state === 'saved'
  return (
    <Page
      name={name} title={name} crumbs={[...crumbs, { title: name }]} className="editor-page"
      chips={
        <>
          {hasDraft ? <StatusChip status="draft" /> : null}
          {live ? <StatusChip status="live" /> : null}
          {live ? <span className="page-note">{t('programme.version', { version: live.version })}</span>
            : null}
        </>
      }
      acts={
        <>
          {live ? acts : null}
          {!editing && may('definitions:write') ? (
            <Button type="primary" onClick={editor.startEditing}>{t('programme.edit')}</Button>
          ) : null}
          <More kind={kind} id={id} draft={hasDraft} live={!!live} name={name} list={list.to} />
        </>
      }
    >
      {facts?.(document)}
      {saving.state === 'conflict' ? <Conflict editor={editor} /> : null}
      <FormContext value={value}>
        <div className="editor">
          <section className={`card editor-form ${frozen ? 'editor-frozen' : ''}`}>
            {frozen ? <div className="banner banner-warning">{t('programme.frozen')}</div> : null}
            {children}
          </section>
          <section className="card editor-side">
            <Tabs
              chosen={tab} choose={(key) => put({ tab: key })} label={name}
              tabs={names.map((key, index) => ({
                key, hint: `${isMac ? '⌥' : 'Alt'} ${index + 1}`,
                title: `${t(`programme.tab.${key}`)}${key === 'problems' ? ` ${problems.length}` : ''}`,
              }))}
            >
              {tab === 'sentence' ? <SentenceTab checked={editor.checked} yaml={editor.yaml ?? ''} /> : null}
              {tab === 'yaml' ? <YamlTab editor={editor} lit={lit} locked={!editing} /> : null}
              <Suspense fallback={<Loading rows={5} />}>
                {tab === 'diff' ? <DiffTab live={live?.document} now={document} /> : null}
                {tab === 'quote' ? <QuotePanel document={document} blocked={problems.length > 0} /> : null}
                {tab === 'try' ? <TryTab document={document} blocked={problems.length > 0} /> : null}
              </Suspense>
              {tab === 'problems' ? <ProblemsTab problems={problems} onPick={setLit} /> : null}
              {tab === 'versions' ? <VersionsTab definition={definition.data} /> : null}
            </Tabs>
          </section>
        </div>
      </FormContext>
      {editing ? (
        <EditorFoot editor={editor} onProblems={() => put({ tab: 'problems' })}
          onRelease={() => void release()} keyName={`${modName} Enter`} />
      ) : null}
    </Page>
  )
}
