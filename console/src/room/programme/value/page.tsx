import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EditorPage } from '../editor/page'
import { ValueForm } from './form'

/** One stored value: form, YAML and diff. */
export default function ValuePage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="stored_value" id={id} wordless
      list={{ title: t('frame.page.values'), to: '/programme/values' }}
    >
      <ValueForm />
    </EditorPage>
  )
}
