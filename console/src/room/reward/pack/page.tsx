import { DefinitionPage } from '../../programme/editor/definition-page'
import { IssueToMembers } from '../issue-to-members'
import { PackForm } from './form'

/** One definition: form, sentence, YAML and diff of one document. */
export default function PackPage() {
  return (
    <DefinitionPage
      kind="pack" list="packs" to="/reward/packs" acts={(id) => <IssueToMembers kind="pack" id={id} />}
    >
      <PackForm />
    </DefinitionPage>
  )
}
