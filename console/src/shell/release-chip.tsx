import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { liveRelease, releaseName, useReleaseDraft, useReleases } from '../client/release'

/** `R-42 生效 · 草稿 3`, linking to Releases. */
export function ReleaseChip() {
  const { t } = useTranslation()
  const { data: releases } = useReleases()
  const { data: draft } = useReleaseDraft()
  if (!releases) return null
  const live = liveRelease(releases)
  const drafts = draft?.changes.length ?? 0
  return (
    <Link to="/programme/releases" className="release-chip">
      {live
        ? t('frame.releaseLive', { release: releaseName(live) }) : t('frame.releaseNone')}
      {drafts > 0 ? <span className="release-drafts">{t('frame.releaseDrafts', { count: drafts })}</span>
        : null}
    </Link>
  )
}
