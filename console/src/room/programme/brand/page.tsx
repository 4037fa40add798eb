import { DefinitionPage } from '../editor/definition-page'
import { BrandForm } from './form'

/** One brand: form, sentence, YAML and diff. */
export default function BrandPage() {
  return <DefinitionPage kind="brand" list="brands" to="/programme/brands"><BrandForm /></DefinitionPage>
}
