import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icon'
import { usePreference } from '../kit/preference'

/** Language and theme for the pages without the frame. */
export function LookSwitch() {
  const { t } = useTranslation()
  const { language, shade, change } = usePreference()
  const other = language === 'en' ? 'zh-CN' : 'en'
  const Other = shade === 'dark' ? Icon.light : Icon.dark
  return (
    <>
      <Button type="text" onClick={() => change({ language: other })}>
        <span lang={other}>{t(`frame.language.${other === 'en' ? 'en' : 'zh'}`)}</span>
      </Button>
      <Button
        type="text" icon={<Other />} onClick={() => change({ theme: shade === 'dark' ? 'light' : 'dark' })}
        aria-label={t(`frame.theme.${shade === 'dark' ? 'light' : 'dark'}`)}
      />
    </>
  )
}
