import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Explain, RuleTrace } from '../../client/explain.types'
import { isMoney } from '../../client/currency'
import { Chip, type Tone } from '../chip'
import { Icon } from '../icon'
import { useMoved } from '../moved'
import { Delta } from '../show'
import { useFormat } from '../use-format'
import { ExplainTree } from './tree'
import { valueWords } from './words'

const tones: Record<string, Tone> = {
  applied: 'success', capped: 'warning', not_applied: 'quiet', excluded: 'quiet', refused: 'error',
  reversed: 'warning',
}

export function StateChip({ state }: { state: string }) {
  const { t, i18n } = useTranslation()
  const key = `kit.explain.state.${state}`
  return <Chip tone={tones[state] ?? 'quiet'}>{i18n.exists(key) ? t(key) : state}</Chip>
}

/** A rule that gave something: what it required and saw, how the amount came about. */
export function AppliedRule({ rule, unit }: { rule: RuleTrace; unit: (currency?: string | null) => string }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className="section applied">
      <div className="applied-head">
        <h3>
          <Link to={`/programme/rules/${rule.rule}`}>{format.say(rule.title) || rule.rule}</Link>
          {rule.version ? <span className="quiet">{` v${rule.version}`}</span> : null}
        </h3>
        <StateChip state={rule.state} />
        <Delta amount={rule.amount} unit={unit(rule.currency)} />
      </div>
      {rule.reason ? <p className="note">{format.say(rule.reason)}</p> : null}
      {rule.tree ? <ExplainTree tree={rule.tree} />
        : <p className="note">{t('kit.explain.noCondition')}</p>}
      {rule.formula?.length ? (
        <>
          <h4>{t('kit.explain.formula')}</h4>
          <ol className="formula">
            {rule.formula.map((step, index) => (
              <li key={index}>
                <span>{valueWords(step.label, format)}</span>
                <b className="figure">{valueWords(step.value, format)}</b>
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </section>
  )
}

/** Rules that gave nothing, each with how far it was; its trace on request. */
export function OtherRules({ rules }: { rules: RuleTrace[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState<string | null>(null)
  if (rules.length === 0) return null
  return (
    <section className="section">
      <h3>{t('kit.explain.others', { count: rules.length })}</h3>
      <ul className="others">
        {rules.map((rule) => (
          <li key={rule.rule}>
            <button
              type="button" aria-expanded={open === rule.rule}
              onClick={() => setOpen(open === rule.rule ? null : rule.rule)}
            >
              <Icon.right className={open === rule.rule ? 'turned' : undefined} />
              <span>{format.say(rule.title) || rule.rule}</span>
              <StateChip state={rule.state} />
              <small>{format.say(rule.reason) || format.say(rule.how_far)}</small>
            </button>
            {open === rule.rule && rule.tree ? <ExplainTree tree={rule.tree} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where the points went: lots with the days they become usable and expire. */
export function Destination({ explain, unit }: {
  explain: Explain; unit: (currency?: string | null) => string
}) {
  const { t } = useTranslation()
  const format = useFormat()
  if (explain.lots.length === 0) return null
  const waits = (lot: Explain['lots'][number]) => lot.state === 'pending'
  return (
    <section className="section">
      <h3>{t('kit.explain.went')}</h3>
      <ul className="went">
        {explain.lots.map((lot, index) => (
          <li key={index}>
            <Chip tone={waits(lot) ? 'warning' : 'success'}>
              {t(`words.lot.${lot.state}`)}
            </Chip>
            <b className="figure">{format.count(lot.amount)} {unit(lot.currency)}</b>
            {lot.usable_on && waits(lot) ? <span>{t('kit.explain.usableOn', { day: format.day(lot.usable_on) })}</span>
              : null}
            {lot.expires_on
              ? <span>{t('kit.explain.expiresOn', { day: format.day(lot.expires_on) })}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A refund: what each rule had given, gives for what is kept, and what was taken back. */
export function RefundTold({ refund }: { refund: NonNullable<Explain['refund']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className="section">
      <h3>{t('kit.explain.refund')}</h3>
      <p className="second">
        {t('kit.explain.refundOf', {
          paid: format.money(refund.paid_cents), kept: format.money(refund.kept_cents),
          judged: `R-${refund.judged_by}`, now: `R-${refund.consequences_by}`,
        })}
      </p>
      <table className="trace">
        <thead>
          <tr>
            <th scope="col">{t('words.rule')}</th>
            <th scope="col">{t('kit.explain.gave')}</th>
            <th scope="col">{t('kit.explain.gives')}</th>
            <th scope="col">{t('kit.explain.taken')}</th>
          </tr>
        </thead>
        <tbody>
          {refund.lines.map((line) => (
            <tr key={line.rule}>
              <td><Link to={`/programme/rules/${line.rule}`}>{line.title}</Link></td>
              <td>{format.count(line.before)}</td>
              <td>{format.count(line.kept)}</td>
              <td><Delta amount={-line.taken_back} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What was written to the books, for events that no rule made: expiry, becoming usable, spending. */
export function Entries({ explain, unit }: {
  explain: Explain; unit: (currency?: string | null) => string
}) {
  const { t } = useTranslation()
  const moved = useMoved()
  const format = useFormat()
  if (explain.entries.length === 0) return null
  return (
    <section className="section">
      <h3>{t('kit.explain.entries')}</h3>
      <table className="trace">
        <thead>
          <tr>
            <th scope="col">{t('kit.explain.kind')}</th>
            <th scope="col">{t('kit.explain.amount')}</th>
            <th scope="col">{t('kit.explain.after')}</th>
          </tr>
        </thead>
        <tbody>
          {explain.entries.map((entry) => (
            <tr key={entry.entry}>
              <td>
                {moved.word(entry.kind, entry.currency)}
                {entry.rule_title ? <span className="quiet">{` ${format.say(entry.rule_title)}`}</span> : null}
              </td>
              <td>
                {entry.kind === 'usable' ? <span className="figure">{format.count(entry.amount)}</span>
                  : <Delta amount={entry.amount} money={isMoney(entry.currency)} />} {unit(entry.currency)}
              </td>
              <td><span className="figure">{moved.amount(entry.balance_after, entry.currency)}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
