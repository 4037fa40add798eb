import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeEditor, type Fault } from '../../../kit/code-editor'
import { useFormat } from '../../../kit/use-format'
import { linesOf, yamlFault } from './lines'
import type { Editor } from './use-editor'

/** The document as text; the form's place is lit, problems stand at their lines. */
export function YamlTab({ editor, lit, locked }: { editor: Editor; lit: string | null; locked: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const text = editor.yaml ?? ''
  const { problems, frozen } = editor
  const faults = useMemo<Fault[]>(() => {
    const broken = yamlFault(text)
    if (broken) return [{ from: broken.line, message: broken.message }]
    return problems.map((one) => ({
      from: (one.place ? linesOf(text, one.place)?.from : null) ?? 1, message: format.say(one.message),
    }))
  }, [text, problems, format])
  const range = useMemo(() => (lit ? linesOf(text, lit) : null), [text, lit])
  const first = faults[0]
  return (
    <div>
      <CodeEditor
        value={text} language="yaml" label={t('programme.tab.yaml')} faults={faults} lit={range}
        height={460} onChange={locked ? undefined : editor.changeYaml} key={locked ? 'read' : 'write'}
      />
      {frozen && first ? (
        <p className="field-problem" role="alert">
          {t('programme.yamlBroken', { line: first.from, message: first.message })}
        </p>
      ) : <p className="note yaml-note">{t(locked ? 'programme.yamlLocked' : 'programme.yamlNote')}</p>}
    </div>
  )
}
