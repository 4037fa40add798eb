import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../icon'

/** Keyset paging: previous, next, how many. */
export function Paging({ prev, next, limit, onCursor, onLimit, shown, total }: {
  prev?: string | null
  next?: string | null
  limit: number
  onCursor: (cursor: string | null) => void
  onLimit?: (limit: number) => void
  shown?: number
  total?: number
}) {
  const { t } = useTranslation()
  if (!prev && !next && (!onLimit || (shown ?? 0) < 50)) {
    return shown && total === undefined
      ? <div className="paging"><span>{t('kit.table.rows', { count: shown })}</span></div> : null
  }
  return (
    <nav className="paging" aria-label={t('kit.table.paging')}>
      {onLimit ? (
        <Select
          size="small" value={limit} onChange={onLimit} aria-label={t('kit.table.perPage')}
          options={[50, 100, 200].map((value) => ({
            value, label: t('kit.table.limit', { count: value }),
          }))}
        />
      ) : null}
      <Button
        size="small" icon={<Icon.left />} disabled={!prev} onClick={() => onCursor(prev ?? null)}
        title={prev ? undefined : t('kit.table.firstPage')}
      >
        {t('kit.table.previous')}
      </Button>
      <Button
        size="small" icon={<Icon.right />} iconPlacement="end" disabled={!next}
        onClick={() => onCursor(next ?? null)} title={next ? undefined : t('kit.table.lastPage')}
      >
        {t('kit.table.next')}
      </Button>
    </nav>
  )
}
