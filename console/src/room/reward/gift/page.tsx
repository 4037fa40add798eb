import { DefinitionPage } from '../../programme/editor/definition-page'
import { GiftForm } from './form'

/** One definition: form, sentence, YAML and diff of one document. */
export default function GiftPage() {
  return <DefinitionPage kind="gift" list="gifts" to="/reward/gifts"><GiftForm /></DefinitionPage>
}
