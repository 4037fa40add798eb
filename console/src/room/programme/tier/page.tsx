import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EditorPage } from '../editor/page'
import { TierForm } from './form'
import { Ladder } from './ladder'

/** One ladder of tiers: what is measured, in which window, and each step. */
export default function TierPage() {
  const { t } = useTranslation()
  const id = useParams().id!
  return (
    <EditorPage
      key={id} kind="tier_set" id={id} list={{ title: t('frame.page.tiers'), to: '/programme/tiers' }}
      facts={(document) => <section className="card tier-card"><Ladder document={document} /></section>}
    >
      <TierForm />
    </EditorPage>
  )
}
