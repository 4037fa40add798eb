import { Button, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../kit/icon'
import { useForm } from '../editor/context'
import { Problems, Row } from '../editor/field'
import { lights } from '../editor/pointer'

type Cap = { every: string; points?: number | null; uses?: number | null }

const periods = ['day', 'week', 'month', 'year', 'ever']
const MOST = 5

/** At most so many points, or so many times, per member and period. */
export function Caps() {
  const { t } = useTranslation()
  const { document, put, locked, light, lit } = useForm()
  const caps = (document.caps ?? []) as Cap[]
  const change = (index: number, cap: Cap) => put('/caps', caps.map((one, i) => (i === index ? cap : one)))
  return (
    <Row label={t('programme.rule.caps')} at="/caps">
      {caps.length === 0 ? <span className="note">{t('programme.rule.noCaps')}</span> : null}
      {caps.map((cap, index) => {
        const by = cap.uses === undefined || cap.uses === null ? 'points' : 'uses'
        return (
          <div
            className={`inline ${lights(`/caps/${index}`, lit) ? 'lit' : ''}`} key={index}
            data-place={`/caps/${index}`} onMouseEnter={() => light(`/caps/${index}`)}
          >
            <Select
              value={cap.every} disabled={locked} aria-label={t('programme.rule.every')}
              popupMatchSelectWidth={false} onChange={(every) => change(index, { ...cap, every })}
              options={periods.map((value) => ({ value, label: t(`programme.rule.every_${value}`) }))}
            />
            <InputNumber
              value={(by === 'uses' ? cap.uses : cap.points) ?? null} min={1} precision={0}
              controls={false} className="short" disabled={locked} aria-label={t('programme.rule.most')}
              onChange={(value) => {
                if (value) change(index, { every: cap.every, [by]: value })
              }}
            />
            <Select
              value={by} disabled={locked} aria-label={t('programme.rule.capBy')}
              onChange={(next) => change(index, {
                every: cap.every, [next]: (by === 'uses' ? cap.uses : cap.points) ?? 1,
              })}
              options={[
                { value: 'points', label: t('programme.rule.cap_points') },
                { value: 'uses', label: t('programme.rule.cap_uses') },
              ]}
            />
            {locked ? null : (
              <Button
                type="text" size="small" icon={<Icon.close />} aria-label={t('programme.rule.removeCap')}
                onClick={() => put('/caps', caps.filter((_, i) => i !== index))}
              />
            )}
            <Problems at={`/caps/${index}`} />
          </div>
        )
      })}
      {locked || caps.length >= MOST ? null : (
        <Button size="small" icon={<Icon.add />} className="add"
          onClick={() => put('/caps', [...caps, { every: 'day', points: 500 }])}>
          {t('programme.rule.addCap')}
        </Button>
      )}
    </Row>
  )
}
