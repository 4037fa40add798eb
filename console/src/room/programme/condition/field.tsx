import { Button } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '../../../client/definition.types'
import { Icon } from '../../../kit/icon'
import { FormContext, useForm } from '../editor/context'
import { Problems } from '../editor/field'
import { getAt } from '../editor/pointer'
import { GroupEdit } from './group'
import { freshLeaf, groupOf } from './shape'

/** The fields within ask this event. */
export function Asking({ event, children }: { event: string; children: ReactNode }) {
  const form = useForm()
  const value = useMemo(() => ({ ...form, event }), [form, event])
  return <FormContext value={value}>{children}</FormContext>
}

/** A condition that may be absent: then the sentence says what that means. */
export function ConditionField({ at, none, add, inLines = false }: {
  at: string; none: string; add?: string; inLines?: boolean
}) {
  const { t } = useTranslation()
  const { document, put, catalogue, locked, event } = useForm()
  const condition = getAt(document, at) as Condition | null | undefined
  if (!condition) return (
    <div className="no-condition">
      <span className="note">{none}</span>
      {locked ? null : (
        <Button
          size="small" icon={<Icon.add />}
          onClick={() => {
            const leaf = freshLeaf(catalogue, inLines, event)
            put(at, inLines ? leaf : { all: [leaf] })
          }}
        >
          {add ?? t('programme.condition.add')}
        </Button>
      )}
      <Problems at={at} />
    </div>
  )
  return (
    <>
      <GroupEdit
        condition={condition} at={at} inLines={inLines}
        onChange={(next) => {
          const group = groupOf(next)
          const only = inLines && group?.kind === 'all' && group.members.length === 1
          put(at, group?.members.length ? only ? group.members[0] : next : undefined)
        }}
      />
      <Problems at={at} />
    </>
  )
}
