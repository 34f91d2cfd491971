import { DownloadOutlined, LeftOutlined } from '@ant-design/icons'
import { downloadIndicators, getIndicatorTrend, listIndicators } from '@qianyue/api/indicators.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Grid, Select, Skeleton } from 'antd'
import { useSearchParams } from 'react-router'
import { useViewer } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { FigureDetail } from './FigureDetail.tsx'
import { useFigureColours } from './FigureParts.tsx'
import { FiguresTable } from './FiguresTable.tsx'
import { type Figure, type Part, withDefinitions } from './figure.ts'
import { NamesDrawer } from './NamesDrawer.tsx'
import { PlaceTrail } from './PlaceTrail.tsx'

/** 统计: every figure of a place, down to the places below it and to the names. What is looked at stands in the address. */
export function FiguresPage() {
  const { actions } = useViewer()
  const { lg } = Grid.useBreakpoint()
  const colours = useFigureColours()
  const [params, setParams] = useSearchParams()
  const orgId = params.get('org') ? Number(params.get('org')) : null
  const on = params.get('on')
  const code = params.get('code')
  const place = { ...(orgId === null ? {} : { orgId }), ...(on ? { on } : {}) }
  const chosenCode = code ?? (lg ? 'coverage' : null)
  const figures = useReply(listIndicators, { ...place, below: 'false' }, { keepPrevious: true })
  const compared = useReply(listIndicators, chosenCode === null ? null : { ...place, code: chosenCode }, {
    keepPrevious: true,
  })
  const monthEnds = useReply(getIndicatorTrend, {
    code: 'coverage',
    ...(orgId === null ? {} : { orgId }),
    months: 24,
  })

  const go = (change: Record<string, string | null>) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      for (const [name, value] of Object.entries(change)) {
        if (value === null) after.delete(name)
        else after.set(name, value)
      }
      return after
    })

  if (figures.error) {
    return (
      <>
        <PageTitle title="统计" />
        <Alert
          type="warning"
          showIcon
          title={figures.error.message}
          action={<Button onClick={() => setParams({})}>看本单位今天的数据</Button>}
        />
      </>
    )
  }
  if (!figures.data) return <Skeleton active paragraph={{ rows: 12 }} />

  const own = withDefinitions(figures.data)
  const [first] = own
  const isOwn = (figure: Figure) => figure.orgId === first!.orgId && figure.level === first!.level
  const below = withDefinitions(compared.data ?? []).filter((figure) => !isOwn(figure))
  const chosen = own.find((figure) => figure.code === chosenCode) ?? null
  // Names are those of today; a month end that is over keeps its numbers only.
  const mayOpen = actions.includes('indicators.read-names') && on === null
  const open = mayOpen
    ? (figure: Figure, part: Part) =>
        go({
          names: part,
          namesCode: figure.code,
          namesOf: `${figure.orgId ?? ''}/${figure.level === 'doctor' ? (figure.doctorId ?? 'none') : ''}`,
        })
    : null
  const [namesOrg, namesDoctor] = (params.get('namesOf') ?? '/').split('/')
  const part = params.get('names') as Part | null
  const named = [...own, ...below].find(
    (figure) =>
      figure.code === params.get('namesCode') &&
      String(figure.orgId ?? '') === namesOrg &&
      (figure.level === 'doctor' ? (figure.doctorId ?? 'none') : '') === namesDoctor,
  )

  return (
    <div style={colours}>
      <PageTitle title="统计">
        <Select
          value={on ?? ''}
          style={{ width: 156 }}
          aria-label="统计日"
          onChange={(day) => go({ on: day || null })}
          options={[
            { value: '', label: '今天' },
            ...(monthEnds.data ?? [])
              .slice(0, -1)
              .reverse()
              .map((point) => ({ value: point.on, label: `${point.on} 月末` })),
          ]}
        />{' '}
        <Button icon={<DownloadOutlined />} href={addressFor(downloadIndicators, place)} download>
          导出 Excel
        </Button>
      </PageTitle>
      {on !== null && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 8 }}
          title={`${on} 月末存下的数值，按当时的政策和名册计算，不再变动。名单只有今天的。`}
          action={
            <Button size="small" onClick={() => go({ on: null })}>
              看今天和名单
            </Button>
          }
        />
      )}
      <div className="figures-trail">
        <PlaceTrail own={first!} onGo={(org) => go({ org: org === null ? null : String(org) })} />
      </div>
      <div className={lg ? 'figures' : 'figures figures-one-column'}>
        {(lg || !chosen) && (
          <FiguresTable
            figures={own}
            chosen={chosenCode}
            onChoose={(next) => go({ code: next })}
            onOpen={open}
          />
        )}
        {chosen && (
          <div className={lg ? 'figures-detail' : ''}>
            {!lg && (
              <Button
                type="link"
                icon={<LeftOutlined />}
                onClick={() => go({ code: null })}
                style={{ padding: 0 }}
              >
                全部指标
              </Button>
            )}
            <FigureDetail
              figure={chosen}
              below={below.filter((figure) => figure.code === chosen.code)}
              onDrill={(org) => go({ org: String(org), code: chosen.code })}
              onOpen={open}
            />
          </div>
        )}
      </div>
      <NamesDrawer
        names={named && part ? { figure: named, part } : null}
        onPart={(next) => go({ names: next })}
        onClose={() => go({ names: null, namesCode: null, namesOf: null })}
      />
    </div>
  )
}
