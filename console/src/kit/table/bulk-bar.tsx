import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** What is chosen, what it would touch, and the acts; there while something is chosen. */
export function BulkBar({ said, onClear, children }: {
  said: ReactNode[]; onClear: () => void; children: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className="bulk" role="region" aria-label={t('kit.table.chosenActs')}>
      <span className="bulk-said" role="status">
        {said.filter(Boolean).map((one, index) => <span key={index}>{one}</span>)}
      </span>
      {children}
      <Button size="small" type="text" onClick={onClear} className="bulk-clear">
        {t('kit.table.clearChosen')}
      </Button>
    </div>
  )
}
