import Button from 'antd-mobile/es/components/button'
import { useState } from 'react'
import { ApiError, api, take } from '../../client/http'
import { usePreference, type ThemeChoice } from '../../kit/preference'
import { Page } from '../kit/page'
import { Trouble } from '../kit/state'
import { forget } from '../load'
import { useMe } from '../me'
import { go, Link } from '../place'
import { useWords } from '../words'

const themes: ThemeChoice[] = ['system', 'light', 'dark']
const languages = [['zh-CN', 'me.zh'], ['en', 'me.en']] as const

export default function Mine() {
  const me = useMe()
  const { t } = useWords()
  const { language, theme, change } = usePreference()
  const [error, setError] = useState<ApiError | null>(null)
  const leave = async () => {
    try {
      await take(api.DELETE('/v1/me/session'))
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown
      if (thrown.status !== 401) { setError(thrown); return }
    }
    forget()
    go('/sign-in', true)
  }
  return (
    <Page title={me.name ?? t('me.title')}>
      <ul className="rows">
        <li><Link to="/tiers">{t('home.tiers')}</Link></li>
        <li><Link to="/draws">{t('draws.title')}</Link></li>
        <li><Link to="/privacy">{t('me.privacy')}</Link></li>
      </ul>
      <h2 id="language">{t('me.language')}</h2>
      <div className="choice" role="group" aria-labelledby="language">
        {languages.map(([key, title]) => (
          <button key={key} type="button" lang={key} aria-pressed={key === language}
            onClick={() => change({ language: key })}>{t(title)}</button>
        ))}
      </div>
      <h2 id="theme">{t('me.theme')}</h2>
      <div className="choice" role="group" aria-labelledby="theme">
        {themes.map((key) => (
          <button key={key} type="button" aria-pressed={key === theme}
            onClick={() => change({ theme: key })}>{t(`me.${key}`)}</button>
        ))}
      </div>
      {error && <Trouble error={error} />}
      <Button block onClick={leave}>{t('me.leave')}</Button>
    </Page>
  )
}
