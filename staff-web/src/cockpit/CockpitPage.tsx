import { FullscreenOutlined } from '@ant-design/icons'
import { getCockpit } from '@qianyue/api/cockpit.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Card, Empty, Skeleton } from 'antd'
import { useCallback, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useFigureColours } from '../indicators/FigureParts.tsx'
import { type Figure, type Part, withDefinitions } from '../indicators/figure.ts'
import { NamesDrawer } from '../indicators/NamesDrawer.tsx'
import { PlaceTrail } from '../indicators/PlaceTrail.tsx'
import { useMay } from '../session/viewer.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { Chart } from './Chart.tsx'
import { CheckedDrawer } from './CheckedDrawer.tsx'
import { ClosingList } from './ClosingList.tsx'
import { CockpitPlaces } from './CockpitPlaces.tsx'
import type { Cockpit } from './cockpit-words.ts'
import { DimensionCards } from './DimensionCards.tsx'
import { useTrends } from './use-trends.ts'
import './cockpit.css'

/** 驾驶舱: whether people are covered, served, served well, and truly so; down to the village and the names. */
export function CockpitPage() {
  const colours = useFigureColours()
  const [params, setParams] = useSearchParams()
  const orgId = params.get('org') ? Number(params.get('org')) : null
  const asked = useReply(getCockpit, orgId === null ? {} : { orgId }, { keepPrevious: true })
  const mayOpen = useMay('indicators.read-names')
  const [names, setNames] = useState<{ figure: Figure; part: Part } | null>(null)
  const [checkedOpen, setCheckedOpen] = useState(false)
  const go = useCallback(
    (org: number | null) => setParams(org === null ? {} : { org: String(org) }),
    [setParams],
  )

  if (asked.error) {
    return (
      <>
        <PageTitle title="驾驶舱" />
        <Alert
          type="warning"
          showIcon
          title={asked.error.message}
          action={<Button onClick={() => setParams({})}>看本单位</Button>}
        />
      </>
    )
  }
  if (!asked.data) return <Skeleton active paragraph={{ rows: 12 }} />
  const cockpit = asked.data
  const { own, below, populationOn, computedAt, closing } = cockpit
  const figures = withDefinitions(own.figures)
  const open = mayOpen ? (figure: Figure, part: Part) => setNames({ figure, part }) : null
  return (
    <div style={colours} className="cockpit">
      <PageTitle title="驾驶舱">
        <LinkButton
          to={own.orgId === null ? '/wall' : `/wall?org=${own.orgId}`}
          icon={<FullscreenOutlined />}
        >
          大屏
        </LinkButton>
      </PageTitle>
      <div className="cockpit-freshness">
        <PlaceTrail own={own} onGo={go} />
        <span>
          统计日 {populationOn}　计算于 {momentWords(computedAt)}　最近服务日 {own.lastServiceOn ?? '无'}
        </span>
      </div>
      <DimensionCards
        figures={figures}
        cockpit={cockpit}
        onOpen={open}
        onOpenChecked={mayOpen ? () => setCheckedOpen(true) : null}
      />
      <div className="cockpit-two">
        <Trends orgId={own.orgId} />
        <SignedAndServed cockpit={cockpit} onDrill={go} />
      </div>
      <ClosingList
        closing={closing}
        onOpen={open}
        figureOf={(place, code) =>
          withDefinitions(
            below.find((each) => each.orgId === place.orgId && each.doctorId === place.doctorId)?.figures ??
              [],
          ).find((figure) => figure.code === code)
        }
      />
      <Card size="small" title="各单位对比">
        <CockpitPlaces level={own.level} below={below} onDrill={go} onOpen={open} />
      </Card>
      <NamesDrawer
        names={names}
        onPart={(part) => setNames(names && { ...names, part })}
        onClose={() => setNames(null)}
      />
      {checkedOpen && <CheckedDrawer orgId={own.orgId} onClose={() => setCheckedOpen(false)} />}
    </div>
  )
}

function Trends({ orgId }: { orgId: number | null }) {
  const trends = useTrends(orgId)
  const draw = useCallback<Parameters<typeof Chart>[0]['draw']>(
    (place, charts, colours) =>
      trends ? charts.drawLines(place, trends.months, trends.lines, colours) : () => {},
    [trends],
  )
  return (
    <Card size="small" title="逐月走势">
      <Chart label="签约率、履约率、高血压规范管理率和控制率的逐月走势" height={260} draw={draw} />
    </Card>
  )
}

/** 签约率 against 履约率: a place that signs without serving stands at the lower right. */
function SignedAndServed({ cockpit, onDrill }: { cockpit: Cockpit; onDrill: (orgId: number) => void }) {
  const draw = useCallback<Parameters<typeof Chart>[0]['draw']>(
    (element, charts, colours) => {
      const shown = cockpit.below.flatMap((place) => {
        const signed = place.figures.find(({ code }) => code === 'coverage')!
        const served = place.figures.find(({ code }) => code === 'fulfilment')!
        return signed.value === null || served.value === null
          ? []
          : [{ place, x: signed.value, y: served.value, people: signed.denominator }]
      })
      const target = (code: string) => cockpit.own.figures.find((figure) => figure.code === code)!.target
      return charts.drawPlaces(
        element,
        shown.map(({ place, ...dot }) => ({ name: place.placeName, ...dot })),
        { x: '签约率', y: '履约率' },
        { x: target('coverage'), y: target('fulfilment') },
        colours,
        (index) => {
          const { level, orgId } = shown[index]!.place
          if (level !== 'doctor' && orgId !== null) onDrill(orgId)
        },
      )
    },
    [cockpit, onDrill],
  )
  return (
    <Card size="small" title="签约与履约：右下方是签而不约">
      {cockpit.below.length === 0 ? (
        <Empty description="没有下级单位的数据" />
      ) : (
        <Chart label="各单位的签约率与履约率" height={260} draw={draw} />
      )}
    </Card>
  )
}
