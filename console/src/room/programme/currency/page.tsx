import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EditorPage } from '../editor/page'
import { CurrencyForm } from './form'

/** One currency: when it becomes usable, when it expires, what a refund takes back. */
export default function CurrencyPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="currency" id={id} wordless
      list={{ title: t('frame.page.currencies'), to: '/programme/currencies' }}
    >
      <CurrencyForm />
    </EditorPage>
  )
}
