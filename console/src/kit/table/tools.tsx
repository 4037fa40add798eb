import { Button, Checkbox, Popover, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../icon'
import { shown, type Column, type Density, type Look } from './column'

/** Columns and row height, kept per person. */
export function TableTools<Row>({ columns, look, onLook }: {
  columns: Column<Row>[]; look: Look; onLook: (look: Look) => void
}) {
  const { t } = useTranslation()
  const visible = shown(columns, look).map((column) => column.key)
  const change = (key: string, on: boolean) => {
    const keys = on ? [...visible, key] : visible.filter((one) => one !== key)
    onLook({
      ...look, hidden: columns.map((column) => column.key).filter((one) => !keys.includes(one)),
    })
  }
  const densities: Density[] = ['compact', 'normal', 'roomy']
  return (
    <Popover
      trigger="click" placement="bottomRight"
      content={
        <div className="table-look">
          <h3>{t('kit.table.rowHeight')}</h3>
          <Segmented
            size="small" value={look.density}
            onChange={(density) => onLook({ ...look, density: density as Density })}
            options={densities.map((value) => ({ value, label: t(`kit.table.density.${value}`) }))}
          />
          <h3>{t('kit.table.columns')}</h3>
          {columns.map((column, index) => (
            <Checkbox
              key={column.key} checked={visible.includes(column.key)} disabled={index === 0}
              onChange={(event) => change(column.key, event.target.checked)}
            >
              {column.title}
            </Checkbox>
          ))}
        </div>
      }
    >
      <Button type="text" size="small" icon={<Icon.columns />}>{t('kit.table.columns')}</Button>
    </Popover>
  )
}
