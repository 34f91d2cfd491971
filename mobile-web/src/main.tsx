import { registerSW } from 'virtual:pwa-register'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import 'antd-mobile/es/global'
import { App } from './shell/App.tsx'
import './shell/shell.css'

registerSW()
void navigator.storage?.persist?.()

createRoot(document.getElementById('root')!).render(
  <BrowserRouter basename="/phone">
    <App />
  </BrowserRouter>,
)
