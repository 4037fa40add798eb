import { api, take } from '../../client/http'
import type { Schemas } from '../../client/types'
import { Page } from '../kit/page'
import { Skeleton, Trouble } from '../kit/state'
import { useLoad } from '../load'
import { useFormat } from '../me'
import { Link } from '../place'
import { useWords } from '../words'

type Draw = Schemas['MyDraw']

/** One draw: whether I won, and what anybody needs to do it again. */
function One({ draw }: { draw: Draw }) {
  const format = useFormat()
  const { t } = useWords()
  const won = draw.place != null
  const gives = draw.amount == null ? draw.gives
    : t('draws.points', { amount: format.count(draw.amount), unit: draw.gives })
  return (
    <section className={won ? 'card surprise' : 'card'}>
      <h2>{draw.title}</h2>
      {won ? <p className="gain">{t('draws.won', { gives })}</p>
        : <p>{draw.drawn_at ? t('draws.lost') : t('draws.coming', { gives })}</p>}
      <p className="weak">
        {t('draws.among', { entrants: format.count(draw.entrants), winners: format.count(draw.winners) })}
        {' · '}
        <time dateTime={draw.drawn_at ?? draw.announced_at}>{format.time(draw.drawn_at ?? draw.announced_at)}</time>
      </p>
      {won && <Link to={`/${draw.shelf}`} className="act">{t(`draws.see.${draw.shelf}`)}</Link>}
      <details>
        <summary>{t('draws.check')}</summary>
        <p className="weak">{t(draw.seed ? 'draws.how' : 'draws.promised')}</p>
        <dl className="proof">
          <dt>{t('draws.pid')}</dt><dd>{draw.pid}</dd>
          <dt>{t('draws.seedHash')}</dt><dd>{draw.seed_hash}</dd>
          <dt>{t('draws.listHash')}</dt><dd>{draw.entrants_hash}</dd>
          {draw.seed && <><dt>{t('draws.seed')}</dt><dd>{draw.seed}</dd></>}
        </dl>
        <a href={`/v1/me/draws/${draw.id}/entrants`} target="_blank" rel="noreferrer">{t('draws.list')}</a>
      </details>
    </section>
  )
}

export default function Draws() {
  const { t } = useWords()
  const { data, error, again } = useLoad('draws', () => take(api.GET('/v1/me/draws')))
  return (
    <Page title={t('draws.title')}>
      {!data && (error ? <Trouble error={error} again={again} /> : <Skeleton lines={4} />)}
      {data && !data.draws.length && <p className="empty">{t('draws.empty')}</p>}
      {data?.draws.map((one) => <One key={one.id} draw={one} />)}
    </Page>
  )
}
