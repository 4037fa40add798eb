import { App, Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { Icon } from '../../../kit/icon'
import { CopyCode, problemOf, useProblemWords } from '../../../kit/problem'
import { useFormat } from '../../../kit/use-format'
import type { Editor } from './use-editor'

/** Saved time, problems, and the way to publishing; red when the draft could not be saved. */
export function EditorFoot({ editor, onProblems, onRelease, keyName }: {
  editor: Editor; onProblems: () => void; onRelease: () => void; keyName: string
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useProblemWords()
  const { modal } = App.useApp()
  const { saving, problems } = editor
  const unsaved = saving.state === 'waiting' || saving.state === 'failed' || saving.state === 'conflict'
  const leaving = useBlocker(({ currentLocation, nextLocation }) =>
    (saving.state === 'failed' || saving.state === 'conflict') &&
    currentLocation.pathname !== nextLocation.pathname)
  useEffect(() => {
    if (leaving.state !== 'blocked') return
    modal.confirm({
      title: t('programme.leave.title'), content: t('programme.leave.note'), icon: null,
      okText: t('programme.leave.act'), okButtonProps: { danger: true },
      cancelText: t('programme.leave.stay'),
      onOk: () => leaving.proceed(), onCancel: () => leaving.reset(),
    })
  }, [leaving, modal, t])
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsaved])
  const failed = saving.state === 'failed' ? problemOf(saving.error) : null
  return (
    <footer className={`editor-foot ${failed ? 'editor-foot-bad' : ''}`}>
      <span role="status">
        {saving.state === 'saved' ? t('programme.saved', { time: format.clock(saving.at) }) : null}
        {saving.state === 'waiting' || saving.state === 'saving' ? t('programme.saving') : null}
        {saving.state === 'clean' ? t('programme.clean') : null}
        {saving.state === 'conflict' ? t('programme.conflict.short') : null}
        {failed ? <>{t('programme.notSaved', { what: words(failed).what })} <CopyCode problem={failed} /></>
          : null}
      </span>
      {failed ? <Button size="small" onClick={() => void editor.store()}>{t('kit.retry')}</Button> : null}
      <button type="button" className="foot-problems" onClick={onProblems}>
        {problems.length ? <span className="bad"><Icon.problem /> {t('programme.problems', {
          count: problems.length,
        })}</span> : t('programme.noProblems')}
      </button>
      <Button
        type="primary" onClick={onRelease} disabled={problems.length > 0 || saving.state === 'clean'}
        title={problems.length ? t('programme.problems', { count: problems.length })
          : saving.state === 'clean' ? t('programme.clean') : keyName}
      >
        {t('programme.addToRelease')}
      </Button>
    </footer>
  )
}
