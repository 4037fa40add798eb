import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EditorPage } from '../editor/page'
import { RuleForm } from './form'

/** One earning rule: form, sentence, YAML, diff and try of one document. */
export default function RulePage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="earning_rule" id={id} tries
      list={{ title: t('frame.page.rules'), to: '/programme/rules' }}
    >
      <RuleForm />
    </EditorPage>
  )
}
