import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EditorPage } from '../../programme/editor/page'
import { GiftForm } from './form'

/** One gift: form, YAML and diff of one document. */
export default function GiftPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="gift" id={id} wordless list={{ title: t('frame.page.gifts'), to: '/reward/gifts' }}
    >
      <GiftForm />
    </EditorPage>
  )
}
