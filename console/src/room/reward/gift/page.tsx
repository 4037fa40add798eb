import { DefinitionPage } from '../../programme/editor/definition-page'
import { CodePool } from './codes'
import { GiftForm } from './form'

/** One gift: form, sentence, YAML and diff of one document; and the pool of its codes. */
export default function GiftPage() {
  return (
    <DefinitionPage
      kind="gift" list="gifts" to="/reward/gifts" facts={(_document, id) => <CodePool gift={id} />}
    >
      <GiftForm />
    </DefinitionPage>
  )
}
