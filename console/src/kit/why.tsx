import { Input } from 'antd'
import { useTranslation } from 'react-i18next'

/** Why it is done, for the audit. */
export function Why({ value, onChange, example, autoFocus }: {
  value: string; onChange: (text: string) => void; example?: string; autoFocus?: boolean
}) {
  const { t } = useTranslation()
  return (
    <label className="field">
      <span>{t('member.coupon.reason')}</span>
      <Input.TextArea
        autoFocus={autoFocus} value={value} maxLength={256} autoSize={{ minRows: 2, maxRows: 5 }}
        placeholder={example} onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
