import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as Antd, ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { RouterProvider } from 'react-router'
import { ApiError, setLanguage } from './client/http'
import { speak } from './i18n'
import { variables } from './kit/theme/colour'
import { themeOf } from './kit/theme/theme'
import { router } from './route'
import { PreferenceProvider, usePreference } from './kit/preference'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (times, error) =>
        times < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
    },
  },
})

/** Theme and language, switched without a reload: nothing below is mounted anew. */
function Dressed({ first }: { first: Locale }) {
  const { language, shade, still } = usePreference()
  const [locale, setLocale] = useState(first)
  const theme = useMemo(() => themeOf(shade, still), [shade, still])
  useEffect(() => {
    setLanguage(language)
    if (document.documentElement.lang === language && locale === first) return
    void speak(language).then((spoken) => {
      setLocale(spoken)
      // The server speaks too: titles and sentences are asked again, the old ones stay till then.
      void client.invalidateQueries()
    })
  }, [language, first, locale])
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.theme = shade
    root.style.background = ''
    root.style.colorScheme = shade
    for (const [name, value] of Object.entries(variables(shade))) root.style.setProperty(name, value)
  }, [shade])
  return (
    <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }}>
      <Antd message={{ maxCount: 2 }}>
        <RouterProvider router={router} />
      </Antd>
    </ConfigProvider>
  )
}

export function Console({ locale }: { locale: Locale }) {
  return (
    <PreferenceProvider>
      <QueryClientProvider client={client}>
        <Dressed first={locale} />
      </QueryClientProvider>
    </PreferenceProvider>
  )
}
