import { DefinitionPage } from '../../programme/editor/definition-page'
import { BenefitForm } from './form'
import { Months } from './months'

/** One benefit: form, sentence, YAML and diff of one document; above them its pool and its use by month. */
export default function BenefitPage() {
  return (
    <DefinitionPage
      kind="benefit" list="benefits" to="/reward/benefits" facts={(_document, id) => <Months benefit={id} />}
    >
      <BenefitForm />
    </DefinitionPage>
  )
}
