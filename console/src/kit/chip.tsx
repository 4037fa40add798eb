import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export type Tone = 'quiet' | 'primary' | 'success' | 'warning' | 'error'

export function Chip({ tone = 'quiet', children, icon, title }: {
  tone?: Tone; children: ReactNode; icon?: ReactNode; title?: string
}) {
  return <span className={`chip chip-${tone}`} title={title}>{icon}{children}</span>
}

const life: Record<string, Tone> = {
  draft: 'warning', review: 'primary', scheduled: 'primary', live: 'success', paused: 'quiet', ended: 'quiet',
  archived: 'quiet', former: 'quiet',
}

/** The life of a definition or release, by one chip everywhere. */
export function StatusChip({ status }: { status: string }) {
  const { t, i18n } = useTranslation()
  const key = `words.life.${status}`
  return <Chip tone={life[status] ?? 'quiet'}>{i18n.exists(key) ? t(key) : status}</Chip>
}

/** A removable filter. */
export function FilterChip({ label, value, onOpen, onRemove }: {
  label: string; value: string; onOpen?: () => void; onRemove: () => void
}) {
  const { t } = useTranslation()
  return (
    <span className="filter-chip">
      <button type="button" onClick={onOpen}><span>{label}</span> {value}</button>
      <button
        type="button" className="filter-chip-x" onClick={onRemove}
        aria-label={t('kit.removeFilter', { name: label })}
      >
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d="M2 2l6 6M8 2L2 8" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
        </svg>
      </button>
    </span>
  )
}
