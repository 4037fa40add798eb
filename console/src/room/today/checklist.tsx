import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useDefinitionNames } from '../../client/definition'
import { useReleases } from '../../client/release'
import type { Today } from '../../client/today.types'
import { Icon } from '../../kit/icon'

/** The way from an empty installation to the first points; gone when it is done. */
export function Checklist({ today }: { today: Today }) {
  const { t } = useTranslation()
  const { data: definitions } = useDefinitionNames()
  const { data: releases } = useReleases()
  if (!definitions || !releases) return null
  const has = (kind: string) => definitions.some((row) => row.kind === kind)
  const steps = [
    { key: 'currency', done: has('currency'), to: '/programme/currencies' },
    { key: 'tier', done: has('tier_set'), to: '/programme/tiers' },
    { key: 'rule', done: has('earning_rule'), to: '/programme/rules' },
    { key: 'release', done: releases.length > 0, to: '/programme/releases' },
    { key: 'key', done: today.members > 0, to: '/platform/integrations' },
    { key: 'event', done: today.members > 0, to: '/platform/events' },
  ]
  const left = steps.filter((step) => !step.done)
  if (left.length === 0) return null
  return (
    <section className="card checklist">
      <div className="card-head">
        <h2>{t('today.setup.title')}</h2>
        <span className="note">
          {t('today.setup.done', { done: steps.length - left.length, all: steps.length })}
        </span>
      </div>
      <ol>
        {steps.map((step, index) => (
          <li key={step.key} className={step.done ? 'step-done' : ''}>
            <span className="step-mark">{step.done ? <Icon.passed /> : index + 1}</span>
            {step.done ? <span>{t(`today.setup.${step.key}`)}</span>
              : <Link to={step.to}>{t(`today.setup.${step.key}`)}</Link>}
          </li>
        ))}
      </ol>
    </section>
  )
}
