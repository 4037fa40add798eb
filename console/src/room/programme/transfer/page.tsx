import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EditorPage } from '../editor/page'
import { TransferForm } from './form'

/** One document of terms: form, YAML and diff. */
export default function TransferPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="transfer_terms" id={id} wordless
      list={{ title: t('frame.page.transfers'), to: '/programme/transfers' }}
    >
      <TransferForm />
    </EditorPage>
  )
}
