import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { Icon } from '../kit/icon'
import { visibleMenu } from './menu'
import { usePreference } from '../kit/preference'

/** The menu: two levels, one hairline between floors. */
export function Sider({ permissions, onGo, collapsed, foldable = true }: {
  permissions?: string[]; onGo?: () => void; collapsed: boolean; foldable?: boolean
}) {
  const { t } = useTranslation()
  const { change } = usePreference()
  return (
    <nav className={`sider ${collapsed ? 'sider-collapsed' : ''}`} aria-label={t('frame.menu')}>
      <div className="sider-floors">
        {visibleMenu(permissions).map((group) => (
          <section key={group.name} className="floor">
            {!collapsed && group.pages.length > 1 ? (
              <h2>{t(`frame.group.${group.name}`)}</h2>
            ) : null}
            <ul>
              {group.pages.map((page) => {
                const name = t(`frame.page.${page.name}`)
                const link = (
                  <NavLink to={page.path} onClick={onGo} aria-label={collapsed ? name : undefined}>
                    <page.icon />
                    {collapsed ? null : <span>{name}</span>}
                  </NavLink>
                )
                return (
                  <li key={page.path}>
                    {collapsed ? <Tooltip title={name} placement="right">{link}</Tooltip> : link}
                  </li>
                )
              })}
            </ul>
          </section>
        ))}
      </div>
      {foldable ? (
        <button
          type="button" className="sider-fold" onClick={() => change({ collapsed: !collapsed })}
          aria-label={t(collapsed ? 'frame.unfold' : 'frame.fold')}
        >
          {collapsed ? <Icon.unfold /> : <><Icon.fold /> <span>{t('frame.fold')}</span></>}
        </button>
      ) : null}
    </nav>
  )
}
