import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EditorPage } from '../../programme/editor/page'
import { OfferForm } from './form'

/** One offer: form, sentence, YAML, diff and live quote of one document. */
export default function OfferPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="offer" id={id} quotes list={{ title: t('frame.page.offers'), to: '/reward/offers' }}
    >
      <OfferForm />
    </EditorPage>
  )
}
