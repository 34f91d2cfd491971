import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import 'antd-mobile/es/global'
import { App } from './shell/App.tsx'
import { keepApp } from './shell/update.ts'
import './shell/shell.css'

void keepApp()
void navigator.storage?.persist?.()

createRoot(document.getElementById('root')!).render(
  <BrowserRouter basename="/phone">
    <App />
  </BrowserRouter>,
)
