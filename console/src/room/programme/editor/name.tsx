import { useTranslation } from 'react-i18next'
import { Group, Row, TextField } from './field'

/** Name in both languages and a note: the operator's own text, never translated. */
export function NameFields() {
  const { t } = useTranslation()
  return (
    <Group title={t('programme.name')}>
      <Row label={t('programme.nameZh')} at="/name/zh">
        <TextField at="/name/zh" label={t('programme.nameZh')} />
      </Row>
      <Row label={t('programme.nameEn')} at="/name/en">
        <TextField at="/name/en" label={t('programme.nameEn')} />
      </Row>
      <Row label={t('programme.note')} at="/note">
        <TextField at="/note" label={t('programme.note')} />
      </Row>
    </Group>
  )
}
