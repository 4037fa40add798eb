import { DefinitionPage } from '../../programme/editor/definition-page'
import { BudgetForm } from './form'

/** One definition: form, sentence, YAML and diff of one document. */
export default function BudgetPage() {
  return <DefinitionPage kind="budget" list="budgets" to="/reward/budgets"><BudgetForm /></DefinitionPage>
}
