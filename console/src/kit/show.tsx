import { App, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { cutMiddle } from './format'
import { Icon } from './icon'
import { useFormat } from './use-format'

/** A time: relative below 24 hours with the exact one on hover, else exact. */
export function Time({ at, exact = false }: { at: string | null | undefined; exact?: boolean }) {
  const format = useFormat()
  if (!at) return null
  const relative = exact ? null : format.relative(at)
  const full = format.time(at, true)
  return (
    <Tooltip title={`${full} ${format.manner.zone}`}>
      <time dateTime={at} className="figure">{relative ?? format.time(at)}</time>
    </Tooltip>
  )
}

/** A signed change of points, coloured by its direction and never by colour alone. */
export function Delta({ amount, unit, money = false }: {
  amount: number; unit?: string; money?: boolean
}) {
  const format = useFormat()
  const tone = amount > 0 ? 'up' : amount < 0 ? 'down' : 'none'
  return (
    <span className={`figure delta delta-${tone}`}>
      {money ? `${amount > 0 ? '+' : ''}${format.money(amount)}` : format.delta(amount)}{unit ? ` ${unit}` : ''}
    </span>
  )
}

/** A compact figure whose full value is in the tooltip and in the clipboard. */
export function Compact({ value, money = false }: { value: number; money?: boolean }) {
  const format = useFormat()
  const full = money ? format.money(value) : format.count(value)
  const short = money ? format.moneyCompact(value) : format.compact(value)
  if (short === full) return <span className="figure">{full}</span>
  return (
    <Tooltip title={full}>
      <span
        className="figure"
        onCopy={(event) => {
          event.clipboardData.setData('text/plain', full)
          event.preventDefault()
        }}
      >
        {short}
      </span>
    </Tooltip>
  )
}

/** An id or a code: mono, cut in the middle, with a copy button. */
export function Code({ value, most = 14, copy = true }: {
  value: string; most?: number; copy?: boolean
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const act = (event: React.MouseEvent) => {
    event.stopPropagation()
    void navigator.clipboard?.writeText(value).then(() => message.success(t('kit.copied')))
  }
  return (
    <span className="code" title={value}>
      {cutMiddle(value, most)}
      {copy ? (
        <button type="button" onClick={act} aria-label={t('kit.copyValue', { value })}>
          <Icon.copy />
        </button>
      ) : null}
    </span>
  )
}

/** Unknown is a dash with the reason on hover. */
export function Unknown({ why }: { why?: string }) {
  return <span className="unknown" title={why}>—</span>
}
