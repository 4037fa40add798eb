import { DefinitionPage } from '../../programme/editor/definition-page'
import { CodePool } from './codes'
import { Project } from './donation'
import { GiftForm } from './form'

/** One gift: form, sentence, YAML and diff of one document; its codes, or how far its project is. */
export default function GiftPage() {
  return (
    <DefinitionPage
      kind="gift" list="gifts" to="/reward/gifts" facts={(_document, id) => <><CodePool gift={id} /><Project gift={id} /></>}
    >
      <GiftForm />
    </DefinitionPage>
  )
}
