import 'antd/dist/reset.css'
import { createRoot } from 'react-dom/client'
import { Console } from './app'
import { setLanguage } from './client/http'
import { speak } from './i18n'
import { first } from './kit/preference'
import './style'

const { language } = first()
setLanguage(language)
void speak(language).then((locale) => {
  createRoot(document.getElementById('root')!).render(<Console locale={locale} />)
})
