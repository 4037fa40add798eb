import type { DefinitionRow } from '../../client/definition.types'
import { StatusChip } from '../../kit/chip'

/** The life of a definition: live and draft may stand side by side. */
export function Life({ row }: { row: DefinitionRow }) {
  return (
    <span className="chips-inline">
      {row.status === 'archived' ? <StatusChip status="archived" /> : null}
      {row.status === 'live' ? <StatusChip status="live" /> : null}
      {row.draft ? <StatusChip status="draft" /> : null}
    </span>
  )
}
