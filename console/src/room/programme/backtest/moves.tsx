import { useTranslation } from 'react-i18next'
import type { TierMoves } from '../../../client/backtest'
import { useTiers } from '../../../client/tier'
import { usePreference } from '../../../kit/preference'
import { rampInk, sequential } from '../../../kit/theme/colour'
import { useFormat } from '../../../kit/use-format'
import { matrixOf } from './figure'

/** Where members end: rows as it was, columns by the draft; whoever moved is coloured by how many. */
export function Moves({ moves, live }: { moves: TierMoves; live: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { shade } = usePreference()
  const tiers = useTiers()
  const { rows, columns, cells, way } = matrixOf(moves)
  const title = (key: string | null) => key === null ? t('words.noTier')
    : tiers.find((tier) => tier.key === key && tier.set === moves.tier_set)?.title ?? key
  const most = Math.max(1, ...cells.flatMap((row, i) =>
    row.filter((_, j) => rows[i] !== columns[j])))
  const step = (n: number) => Math.min(9, 1 + Math.ceil((8 * n) / most))
  const said = t('programme.backtest.moves', {
    higher: format.count(moves.higher), lower: format.count(moves.lower), same: format.count(moves.same),
  })
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('programme.backtest.movesTitle', { name: format.say(moves.name) })}</h2>
        <span className="note">{t('programme.backtest.movesNote', { live })}</span>
      </div>
      <div className="table-scroll" role="region" tabIndex={0} aria-label={said}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{t('programme.backtest.rowColumn')}</th>
              {columns.map((key) => <th key={key ?? ''} scope="col">{title(key)}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((was, i) => (
              <tr key={was ?? ''}>
                <th scope="row">{title(was)}</th>
                {columns.map((draft, j) => {
                  const members = cells[i]![j]!
                  const still = was === draft
                  const sign = way(was, draft)
                  return (
                    <td
                      key={draft ?? ''} className={still ? 'matrix-same' : undefined}
                      style={still || members === 0 ? undefined : {
                        background: sequential[shade][step(members) - 1],
                        color: rampInk(shade, step(members)),
                      }}
                    >
                      {sign && members ? <span aria-hidden="true">{sign > 0 ? '▲ ' : '▼ '}</span> : null}
                      {format.count(members)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="flow-sum">{said}</p>
    </section>
  )
}
