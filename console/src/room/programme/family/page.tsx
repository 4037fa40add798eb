import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EditorPage } from '../editor/page'
import { FamilyForm } from './form'

/** One document of terms: form, YAML and diff. */
export default function FamilyPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="family_terms" id={id} wordless
      list={{ title: t('frame.page.families'), to: '/programme/families' }}
    >
      <FamilyForm />
    </EditorPage>
  )
}
