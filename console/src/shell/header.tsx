import { Button, Dropdown, Tooltip } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSignOut } from '../client/session'
import type { User } from '../client/types'
import { Icon } from '../kit/icon'
import { modName, useKeys } from '../kit/keys'
import { Wordmark } from '../kit/mark'
import { InboxCount } from './inbox'
import { JobTray } from './job-tray'
import { usePreference, type ThemeChoice } from '../kit/preference'
import { ReleaseChip } from './release-chip'

const Search = lazy(() => import('./search').then((m) => ({ default: m.Search })))
const Password = lazy(() => import('./password').then((m) => ({ default: m.PasswordDrawer })))
const KeyList = lazy(() => import('./key-list').then((m) => ({ default: m.KeyList })))

function ThemeSwitch() {
  const { t } = useTranslation()
  const { theme, change } = usePreference()
  const choices: ThemeChoice[] = ['light', 'dark', 'system']
  const Now = Icon[theme]
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true, selectedKeys: [theme],
        items: choices.map((choice) => {
          const One = Icon[choice]
          return { key: choice, label: t(`frame.theme.${choice}`), icon: <One /> }
        }),
        onClick: ({ key }) => change({ theme: key as ThemeChoice }),
      }}
    >
      <Button type="text" icon={<Now />} aria-label={t('frame.theme.name')} />
    </Dropdown>
  )
}

function LanguageSwitch() {
  const { t } = useTranslation()
  const { language, change } = usePreference()
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <Tooltip title={t('frame.switchLanguage')}>
      <Button type="text" onClick={() => change({ language: other })} className="language">
        <span lang={other}>{t(`frame.language.${other === 'en' ? 'en' : 'zh'}`)}</span>
      </Button>
    </Tooltip>
  )
}

function Me({ user }: { user: User }) {
  const { t, i18n } = useTranslation()
  const { letters, change } = usePreference()
  const signOut = useSignOut()
  const [password, setPassword] = useState(false)
  const role = `frame.role.${user.role}`
  return (
    <>
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who', disabled: true, className: 'me-who',
            label: (
              <div>
                <b>{user.name}</b>
                <div>{user.email}</div>
                <div>{i18n.exists(role) ? t(role) : user.role_title ?? user.role}</div>
              </div>
            ),
          },
          { type: 'divider' },
          { key: 'password', label: t('frame.password.open'), icon: <Icon.key /> },
          { key: 'letters', label: t(letters ? 'frame.lettersOff' : 'frame.lettersOn') },
          { key: 'leave', label: t('frame.signOut'), icon: <Icon.leave /> },
        ],
        onClick: ({ key }) => {
          if (key === 'password') setPassword(true)
          if (key === 'letters') change({ letters: !letters })
          if (key === 'leave') signOut.mutate()
        },
      }}
    >
      <Button type="text" className="me" aria-label={t('frame.me', { name: user.name })}>
        <span className="avatar" aria-hidden="true">{[...(user.name || user.email || '?')][0]}</span>
      </Button>
    </Dropdown>
    <Suspense>
      {password ? <Password email={user.email ?? ''} onClose={() => setPassword(false)} /> : null}
    </Suspense>
    </>
  )
}

export function Header({ user, onMenu }: { user: User; onMenu: () => void }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState(false)
  const [keys, setKeys] = useState(false)
  useKeys({ 'mod+k': () => setSearch(true), '?': () => setKeys(true) })
  return (
    <header className="header">
      <Button
        type="text" className="header-menu" icon={<Icon.menu />} onClick={onMenu}
        aria-label={t('frame.menu')}
      />
      <Link to="/today" className="header-home" title={t('frame.home')}><Wordmark /></Link>
      <button
        type="button" className="header-search" onClick={() => setSearch(true)}
      >
        <Icon.search /> <span>{t('frame.search.hint')}</span> <kbd>{`${modName} K`}</kbd>
      </button>
      <div className="header-tools">
        <ReleaseChip />
        <JobTray />
        <InboxCount />
        <Tooltip title={t('frame.keys.title')}>
          <Button
            type="text" icon={<Icon.help />} className="wide-only" onClick={() => setKeys(true)}
            aria-label={t('frame.keys.title')}
          />
        </Tooltip>
        <LanguageSwitch />
        <ThemeSwitch />
        <Me user={user} />
      </div>
      <Suspense>
        {search ? <Search open onClose={() => setSearch(false)} /> : null}
        {keys ? <KeyList open onClose={() => setKeys(false)} /> : null}
      </Suspense>
    </header>
  )
}
