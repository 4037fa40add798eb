import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { newKey } from '../../../client/http'
import type { Release } from '../../../client/definition.types'
import { releaseName, useRepublish } from '../../../client/release'
import { problemOf, useProblemWords } from '../../../kit/problem'
import { useMay } from '../../../shell/may'

/** Publishes a former release's whole set again, as a new release. */
export function Again({ release }: { release: Release }) {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const words = useProblemWords()
  const may = useMay()
  const again = useRepublish()
  if (!may('releases:publish')) return null
  const name = releaseName(release)
  const ask = () => {
    const key = newKey()
    void modal.confirm({
      title: t('programme.release.again', { release: name }), icon: null,
      content: t('programme.release.againNote', { release: name }),
      okText: t('programme.release.again', { release: name }),
      onOk: () => again.mutateAsync({ id: release.id, key }).then(
        (made) => { message.success(t('programme.release.done', { release: releaseName(made) })) },
        (error: unknown) => { message.error(words(problemOf(error)).what) }),
    })
  }
  return (
    <Button size="small" onClick={ask} loading={again.isPending}>
      {t('programme.release.again', { release: name })}
    </Button>
  )
}
