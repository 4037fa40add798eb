import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { TierTrace } from '../../client/explain.types'
import { Chip, type Tone } from '../chip'
import { Icon } from '../icon'
import { useFormat } from '../use-format'
import { ExplainTree } from './tree'

const tones: Record<string, Tone> = {
  upgraded: 'success', kept: 'success', downgraded: 'error', refunded: 'error',
  announced: 'warning', waits: 'warning',
}

/** Why each tier moved, was kept, will be lost or stays: measure, window, thresholds, what was seen. */
export function TiersTold({ tiers }: { tiers: TierTrace[] }) {
  const { t } = useTranslation()
  if (tiers.length === 0) return null
  return (
    <section className="section">
      <h3>{t('words.tier')}</h3>
      <ul className="tiers-told">
        {tiers.map((tier, index) => <TierTold key={`${tier.set} ${index}`} tier={tier} />)}
      </ul>
    </section>
  )
}

function TierTold({ tier }: { tier: TierTrace }) {
  const { t } = useTranslation()
  const format = useFormat()
  // What happened is shown whole; that a tier stays is told on request.
  const [open, setOpen] = useState(tier.what !== 'stays')
  const moved = tier.from !== tier.to
  return (
    <li>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon.right className={open ? 'turned' : undefined} />
        <span>
          {moved ? t('kit.explain.tierMoved', {
            before: format.say(tier.from_title), after: format.say(tier.to_title),
          }) : format.say(tier.to_title)}
        </span>
        <Chip tone={tones[tier.what] ?? 'quiet'}>{t(`kit.explain.tier.${tier.what}`)}</Chip>
        <small>{format.say(tier.reason)}</small>
      </button>
      {open ? (
        <>
          <p className="note">
            <Link to={`/programme/tiers/${tier.set}`}>{format.say(tier.title)}</Link>
            {' · '}{format.day(tier.day)}
          </p>
          <ExplainTree tree={tier.tree} />
        </>
      ) : null}
    </li>
  )
}
