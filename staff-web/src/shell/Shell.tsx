import { MenuOutlined } from '@ant-design/icons'
import { signOut } from '@qianyue/api/session.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { PageBoundary } from '@qianyue/ui/pages/PageBoundary.tsx'
import {
  Button,
  ConfigProvider,
  Drawer,
  Dropdown,
  Grid,
  Layout,
  Menu,
  Result,
  Spin,
  type ThemeConfig,
} from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { matchPath, Route, Routes, useLocation, useNavigate } from 'react-router'
import { PopulationNames } from '../populations/population-names.tsx'
import { type Place, pages, places } from '../routes.tsx'
import { useViewer } from '../session/viewer.ts'
import { DiskNotice } from './DiskNotice.tsx'
import { useDialogFocus } from './dialog-focus.ts'

const FindResident = lazy(async () => ({
  default: (await import('../residents/FindResident.tsx')).FindResident,
}))

/** Up to so many entries the menu shows all of them; of more, those of the place one is at. */
const ENTRIES_SEEN_AT_ONCE = 20

/** Residents read it at seventy: letters of 18 px, and what is pressed as high as a thumb is wide. */
const LARGE: ThemeConfig = {
  token: { fontSize: 18, controlHeight: 48, controlHeightSM: 44 },
  components: { Menu: { itemHeight: 48 } },
}

/** The workstation: places on the left, search and oneself on top, the page in the middle. */
export function Shell() {
  const viewer = useViewer()
  const { lg } = Grid.useBreakpoint()
  const [menuOpen, setMenuOpen] = useState(false)
  const [finding, setFinding] = useState(false)
  const [unfolded, setUnfolded] = useState<Partial<Record<Place, boolean>>>({})
  const navigate = useNavigate()
  const location = useLocation()
  const leave = useSend(signOut)
  // Residents see what is theirs from their first page; lists and searches are for those who work here.
  const worksHere = viewer.roles.some((role) => role !== 'resident')
  const mayFind = worksHere && viewer.actions.includes('residents.read')
  useDialogFocus()

  // Heard here and not by the search itself, which is still on its way when the first keys are pressed.
  useEffect(() => {
    if (!mayFind) return
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setFinding(true)
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [mayFind])
  const allowed = pages.filter(({ action }) => action === null || viewer.actions.includes(action))

  const items = (Object.keys(places) as Place[]).flatMap((place) => {
    const listed = allowed.filter(
      (page) => page.place === place && page.inMenu && (worksHere || page.path === '/'),
    )
    if (listed.length === 0) return []
    if (listed.length === 1) return [{ key: listed[0]!.path, label: listed[0]!.title }]
    return [
      {
        key: place,
        label: places[place],
        children: listed.map(({ path, title }) => ({ key: path, label: title })),
      },
    ]
  })
  const here = allowed.find(({ path }) => matchPath(path, location.pathname))?.place
  const entry = pages
    .filter(({ path, inMenu }) => inMenu && matchPath({ path, end: path === '/' }, location.pathname))
    .reduce((longest, { path }) => (path.length > longest.length ? path : longest), '')
  const showsAll = allowed.filter(({ inMenu }) => inMenu).length <= ENTRIES_SEEN_AT_ONCE
  const unfoldedPlaces = (Object.keys(places) as Place[]).filter(
    (place) => unfolded[place] ?? (showsAll || place === here),
  )
  const menu = (
    <nav aria-label="主菜单">
      <Menu
        mode="inline"
        style={{ borderInlineEnd: 0 }}
        items={items}
        selectedKeys={[entry]}
        openKeys={unfoldedPlaces}
        onOpenChange={(keys) => {
          const changed = (Object.keys(places) as Place[]).filter(
            (place) => keys.includes(place) !== unfoldedPlaces.includes(place),
          )
          setUnfolded({
            ...unfolded,
            ...Object.fromEntries(changed.map((place) => [place, keys.includes(place)])),
          })
        }}
        onClick={({ key }) => {
          setMenuOpen(false)
          navigate(key)
        }}
      />
    </nav>
  )
  const brand = (
    <div className="shell-brand">
      <img src="/icon.svg" alt="" width={24} height={24} />
      签约
    </div>
  )

  return (
    <ConfigProvider theme={worksHere ? {} : LARGE}>
      <Layout style={{ minHeight: '100%', ...(!worksHere && { fontSize: 18 }) }}>
        <a className="skip-to-content" href="#content">
          跳到正文
        </a>
        {lg && (
          <Layout.Sider
            theme="light"
            width={184}
            style={{ position: 'sticky', top: 0, height: '100vh', overflow: 'auto' }}
          >
            {brand}
            {menu}
          </Layout.Sider>
        )}
        <Drawer
          open={menuOpen && !lg}
          onClose={() => setMenuOpen(false)}
          placement="left"
          size={240}
          title="签约"
          styles={{ body: { padding: 0 } }}
        >
          {menu}
        </Drawer>
        <Layout>
          <Layout.Header className="shell-header">
            {!lg && (
              <Button
                type="text"
                icon={<MenuOutlined />}
                aria-label="打开菜单"
                onClick={() => setMenuOpen(true)}
              />
            )}
            {mayFind && (
              <Suspense fallback={null}>
                <FindResident open={finding} setOpen={setFinding} />
              </Suspense>
            )}
            <div style={{ flex: 1 }} />
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  { key: 'unit', label: viewer.reach.unitName, disabled: true },
                  { key: 'account', label: '我的账号' },
                  { key: 'leave', label: '退出登录' },
                  { key: 'leave-everywhere', label: '在所有设备上退出' },
                ],
                onClick: ({ key }) => {
                  if (key === 'account') navigate('/account')
                  if (key === 'leave') leave.mutate({})
                  if (key === 'leave-everywhere') leave.mutate({ everywhere: 'true' })
                },
              }}
            >
              <Button type="text">{viewer.user.name}</Button>
            </Dropdown>
          </Layout.Header>
          <DiskNotice />
          <Layout.Content id="content" className="shell-content">
            <PageBoundary at={location.pathname} broken={<BrokenPage />}>
              <Suspense fallback={<Spin style={{ display: 'block', margin: '20vh auto' }} />}>
                <PopulationNames>
                  <Routes>
                    {pages.map((page) => (
                      <Route
                        key={page.path}
                        path={page.path}
                        element={
                          allowed.includes(page) ? (
                            <page.Page />
                          ) : (
                            <NoPage status="403" title={`您的角色不能打开“${page.title}”`} />
                          )
                        }
                      />
                    ))}
                    <Route path="*" element={<NoPage status="404" title="没有这个页面" />} />
                  </Routes>
                </PopulationNames>
              </Suspense>
            </PageBoundary>
          </Layout.Content>
        </Layout>
      </Layout>
    </ConfigProvider>
  )
}

function NoPage({ status, title }: { status: '403' | '404'; title: string }) {
  const navigate = useNavigate()
  useEffect(() => {
    document.title = `${title} · 签约`
  }, [title])
  return (
    <Result
      status={status}
      title={<h1 className="no-page-title">{title}</h1>}
      extra={
        <Button type="primary" onClick={() => navigate('/')}>
          回到首页
        </Button>
      }
    />
  )
}

function BrokenPage() {
  return (
    <Result
      status="warning"
      title={<h1 className="no-page-title">这一页没有打开</h1>}
      subTitle="网络不通，或系统刚升级过。请重新打开；仍打不开的，请联系管理员。"
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          重新打开
        </Button>
      }
    />
  )
}
