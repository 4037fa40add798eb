import type { ReactNode } from 'react'
import { Mark } from '../kit/ring'
import { Icon, type IconName } from './kit/icon'
import { useMe } from './me'
import { Link, usePlace } from './place'
import { useWords } from './words'

/** Brand above, five places below with the code in the middle. */
export function Frame({ children }: { children: ReactNode }) {
  const { brand, features } = useMe()
  const { t } = useWords()
  const place = usePlace()
  const fourth: IconName & ('coupons' | 'tiers') = features.includes('coupons') ? 'coupons' : 'tiers'
  const places: { to: string; icon: IconName; title: string }[] = [
    { to: '/', icon: 'home', title: t('nav.home') },
    { to: '/points', icon: 'points', title: t('nav.points') },
    { to: '/code', icon: 'code', title: t('nav.code') },
    { to: `/${fourth}`, icon: fourth, title: t(`nav.${fourth}`) },
    { to: '/me', icon: 'me', title: t('nav.me') },
  ]
  return (
    <div className="frame">
      <header><Mark size={20} /><span>{brand}</span></header>
      <main>{children}</main>
      <nav className="bar-nav" aria-label={t('nav.label')}>
        {places.map(({ to, icon, title }) => (
          <Link key={to} to={to} aria-current={place === to ? 'page' : undefined}
            className={icon === 'code' ? 'middle' : undefined}>
            <Icon name={icon} /><span>{title}</span>
          </Link>
        ))}
      </nav>
    </div>
  )
}
