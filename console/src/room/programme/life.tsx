import type { DefinitionRow } from '../../client/definition.types'
import { releaseName } from '../../client/release'
import { StatusChip } from '../../kit/chip'
import { useFormat } from '../../kit/use-format'

/** The life of a definition: live, scheduled and draft may stand side by side. */
export function Life({ row }: { row: DefinitionRow }) {
  const format = useFormat()
  const { scheduled } = row
  return (
    <span className="chips-inline">
      {row.status === 'archived' ? <StatusChip status="archived" /> : null}
      {row.over ? <StatusChip status="ended" /> : null}
      {row.status === 'live' && !row.over ? <StatusChip status="live" /> : null}
      {scheduled ? (
        <span title={`${releaseName(scheduled.release)} · ${format.time(scheduled.effective_at, true)}`}>
          <StatusChip status="scheduled" />
        </span>
      ) : null}
      {row.draft ? <StatusChip status="draft" /> : null}
    </span>
  )
}
