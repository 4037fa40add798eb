import { DefinitionPage } from '../../programme/editor/definition-page'
import { ValuationForm } from './form'

/** One definition: form, sentence, YAML and diff of one document. */
export default function ValuationPage() {
  return <DefinitionPage kind="points_valuation" list="valuations" to="/finance/valuations"><ValuationForm /></DefinitionPage>
}
