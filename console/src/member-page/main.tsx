import { createRoot } from 'react-dom/client'
import { PreferenceProvider } from '../kit/preference'
import { App } from './app'
import './style.css'
import { Words } from './words'

createRoot(document.getElementById('root')!).render(
  <PreferenceProvider><Words><App /></Words></PreferenceProvider>,
)
