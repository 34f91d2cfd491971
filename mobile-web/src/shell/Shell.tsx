import { PageBoundary } from '@qianyue/ui/pages/PageBoundary.tsx'
import DotLoading from 'antd-mobile/es/components/dot-loading'
import TabBar from 'antd-mobile/es/components/tab-bar'
import { Suspense, useEffect } from 'react'
import { Link, Route, Routes, useLocation, useNavigate } from 'react-router'
import { countsOf } from '../offline/outbox.ts'
import { usePhone, usePhoneView } from '../offline/use-phone.ts'
import { readPagesIn, routes } from '../routes.tsx'
import { useUpdate } from './update.ts'

const places = [
  { key: '/', title: '今日' },
  { key: '/residents', title: '居民' },
  { key: '/agreements', title: '签约' },
  { key: '/me', title: '我的' },
]

/** The first list is drawn before the other pages are read in, ms. */
const READ_IN_AFTER_MS = 2_000

/** The page, the state of sending above it, and the four places under the thumb. */
export function Shell() {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  useEffect(() => {
    const later = setTimeout(readPagesIn, READ_IN_AFTER_MS)
    return () => clearTimeout(later)
  }, [])
  const hasUpdate = useUpdate()
  const isEmpty = usePhoneView().reference === null
  const place = places.findLast(({ key }) => pathname === key || pathname.startsWith(`${key}/`))
  return (
    <div className="shell">
      <SendingState />
      <div className="shell-page">
        {isEmpty ? (
          <FirstCopy />
        ) : (
          <PageBoundary at={pathname} broken={<BrokenPage />}>
            <Suspense fallback={<DotLoading className="shell-loading" />}>
              <Routes>
                {routes.map(({ path, Page }) => (
                  <Route key={path} path={path} element={<Page />} />
                ))}
              </Routes>
            </Suspense>
          </PageBoundary>
        )}
      </div>
      <nav aria-label="主要功能">
        <TabBar activeKey={place?.key ?? null} safeArea>
          {places.map(({ key, title }) => (
            // Also from within the place: back to where it begins.
            <TabBar.Item
              key={key}
              title={title}
              badge={key === '/me' && hasUpdate ? '新版本' : null}
              onClick={() => navigate(key)}
            />
          ))}
        </TabBar>
      </nav>
    </div>
  )
}

/** 首次同步: before the first list is here, nothing can be said of who is owed what. */
function FirstCopy() {
  const phone = usePhone()
  const { trouble, syncing } = usePhoneView()
  return (
    <main className="page">
      <h1>首次同步</h1>
      {trouble && !syncing ? (
        <>
          <p className="bad-words" role="alert">
            {trouble}
          </p>
          <button type="button" className="main-button" onClick={() => phone.hurry()}>
            重试
          </button>
        </>
      ) : (
        <p>正在取回您负责的居民，请保持网络连接。</p>
      )}
    </main>
  )
}

function BrokenPage() {
  return (
    <main className="page">
      <h1>这一页没有打开</h1>
      <p>已保存的记录都在手机上。请重新打开；仍打不开的，请在有网络时再试。</p>
      <button type="button" className="main-button" onClick={() => window.location.reload()}>
        重新打开
      </button>
    </main>
  )
}

/** 发送状态: always to be seen, never in the way. */
function SendingState() {
  const { outbox, reference, syncing, trouble, toFetch } = usePhoneView()
  const { unsent, refused } = countsOf(outbox)
  const words =
    refused > 0
      ? `未被接受 ${refused}${unsent > 0 ? ` · 未发送 ${unsent}` : ''}`
      : unsent > 0
        ? `未发送 ${unsent}`
        : toFetch > 0
          ? `正在取回 ${toFetch} 户`
          : trouble
            ? '未连接'
            : reference === null
              ? '首次同步'
              : '已全部发送'
  const kind = refused > 0 ? 'bad' : unsent > 0 ? 'waiting' : 'good'
  return (
    <div role="status" className={`sending sending-${kind}`}>
      <Link to="/outbox">
        {words}
        {syncing ? ' · 正在同步' : ''}
      </Link>
    </div>
  )
}
