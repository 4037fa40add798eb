import { DefinitionPage } from '../../programme/editor/definition-page'
import { PlanForm } from './form'

/** One definition: form, sentence, YAML and diff of one document. */
export default function PlanPage() {
  return <DefinitionPage kind="paid_plan" list="plans" to="/programme/plans"><PlanForm /></DefinitionPage>
}
