import { DefinitionPage } from '../../programme/editor/definition-page'
import { PlanForm } from './form'
import { Renewal } from './renewal'

/** One plan: form, sentence, YAML and diff of one document; above them how it fares. */
export default function PlanPage() {
  return (
    <DefinitionPage
      kind="paid_plan" list="plans" to="/programme/plans" facts={(_document, id) => <Renewal plan={id} />}
    >
      <PlanForm />
    </DefinitionPage>
  )
}
