import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Condition } from '../../../client/definition.types'
import { Icon } from '../../../kit/icon'
import { useForm } from '../editor/context'
import { lights } from '../editor/pointer'
import { LeafEdit } from './leaf'
import { freshLeaf, groupKinds, groupOf, moved, nested, type GroupKind } from './shape'

/** A group of conditions: nested by the mouse and by Alt with the arrows. */
export function GroupEdit({ condition, at, onChange, onRemove, inLines = false, lead }: {
  condition: Condition
  at: string
  onChange: (condition: Condition) => void
  onRemove?: () => void
  inLines?: boolean
  lead?: string
}) {
  const { t } = useTranslation()
  const { catalogue, locked, event, light, lit } = useForm()
  const group = groupOf(condition) ?? { kind: 'all' as GroupKind, members: [condition] }
  const { kind, members } = group
  const put = (next: Condition[]) => onChange({ [kind]: next } as Condition)
  // A single condition written without a group keeps its own place in the document.
  const place = (index: number) => (groupOf(condition) ? `${at}/${kind}/${index}` : at)
  const keys = (key: React.KeyboardEvent, index: number) => {
    if (!key.altKey || locked) return
    const act = key.key === 'ArrowUp' ? () => put(moved(members, index, -1))
      : key.key === 'ArrowDown' ? () => put(moved(members, index, 1))
        : key.key === 'ArrowRight' ? () => put(nested(members, index)) : null
    if (!act) return
    key.preventDefault()
    key.stopPropagation()
    act()
  }
  return (
    <div className="condition-group" data-place={at}>
      <div className="group-head">
        {lead ? <span className="group-lead">{lead}</span> : null}
        <Select
          size="small" value={kind} disabled={locked} popupMatchSelectWidth={false}
          aria-label={t('programme.condition.group')}
          onChange={(next: GroupKind) => onChange({ [next]: members } as Condition)}
          options={groupKinds.map((value) => ({ value, label: t(`programme.condition.kind.${value}`) }))}
        />
        {locked ? null : (
          <>
            <Button size="small" type="text" icon={<Icon.add />}
              onClick={() => put([...members, freshLeaf(catalogue, inLines, event)])}>
              {t('programme.condition.add')}
            </Button>
            {inLines ? null : (
              <Button size="small" type="text" icon={<Icon.add />} onClick={() => put([...members, {
                lines: 'sum', where: freshLeaf(catalogue, true), of: 'line.paid_cents',
                op: 'at_least', value: 5000,
              }])}>
                {t('programme.condition.addLines')}
              </Button>
            )}
            <Button size="small" type="text" icon={<Icon.add />}
              onClick={() => put([...members, { any: [freshLeaf(catalogue, inLines, event)] }])}>
              {t('programme.condition.addGroup')}
            </Button>
            {onRemove ? (
              <Button size="small" type="text" icon={<Icon.close />} onClick={onRemove}
                aria-label={t('programme.condition.removeGroup')} className="leaf-x" />
            ) : null}
          </>
        )}
      </div>
      {members.length === 0 ? <p className="note">{t('programme.condition.none')}</p> : null}
      <ul>
        {members.map((member, index) => {
          const own = place(index)
          const replace = (next: Condition) => put(members.map((one, i) => (i === index ? next : one)))
          const remove = () => put(members.filter((_, i) => i !== index))
          return (
            <li
              key={index} className={lights(own, lit) ? 'lit' : ''} onKeyDown={(key) => keys(key, index)}
              onMouseEnter={() => light(own)} onMouseLeave={() => light(null)} data-place={own}
              onFocus={() => light(own)}
            >
              {groupOf(member) ? (
                <GroupEdit condition={member} at={own} onChange={replace} onRemove={remove}
                  inLines={inLines} />
              ) : (
                <LeafEdit condition={member} at={own} onChange={replace} onRemove={remove}
                  inLines={inLines} />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
