import { DefinitionPage } from '../../programme/editor/definition-page'
import { BenefitForm } from './form'

/** One definition: form, sentence, YAML and diff of one document. */
export default function BenefitPage() {
  return <DefinitionPage kind="benefit" list="benefits" to="/reward/benefits"><BenefitForm /></DefinitionPage>
}
