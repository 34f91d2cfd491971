import { CallError } from '@qianyue/ui/calls/call.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { Session } from './session/Session.tsx'
import { useTheme } from './shell/theme.ts'
import '@qianyue/ui/colours.css'
import './shell/shell.css'

dayjs.locale('zh-cn')
/**
 * Without a network a call fails in words at once. The library would wait for it without a word, and send what somebody gave
 * up saving when nobody looks any more. Only what did not arrive is asked for again.
 */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) =>
        error instanceof CallError && error.status === 0 && failures < 2 && navigator.onLine,
    },
    mutations: { networkMode: 'always' },
  },
})

const PublicPages = lazy(async () => ({
  default: (await import('./public/PublicPages.tsx')).PublicPages,
}))
/** Opened from a link by people without an account. */
const isPublic = window.location.pathname.startsWith('/public/')

function Workstation() {
  return (
    // A press beside a dialog would throw away what was typed into it; Esc and its buttons close it.
    <ConfigProvider
      locale={zhCN}
      theme={useTheme()}
      componentSize="middle"
      modal={{ mask: { closable: false } }}
    >
      <AntApp message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <BrowserRouter>
            {isPublic ? (
              <Suspense fallback={null}>
                <PublicPages />
              </Suspense>
            ) : (
              <Session />
            )}
          </BrowserRouter>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}

createRoot(document.getElementById('root')!).render(<Workstation />)
