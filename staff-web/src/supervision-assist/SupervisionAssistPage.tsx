import { DownloadOutlined, InfoCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { countSupervisionAssist, downloadSupervisionRegister } from '@qianyue/api/supervision-assist.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import {
  type SupervisionRegister,
  supervisionRegisters,
} from '@qianyue/domain/supervision-assist/registers.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Dropdown, Flex, Tabs, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { PageTitle } from '../shell/PageTitle.tsx'
import { thisYear, YearChoice } from '../shell/YearChoice.tsx'
import { InformationList, type Part, partNames } from './InformationList.tsx'
import { NewInformation } from './NewInformation.tsx'
import { NewPatrol } from './NewPatrol.tsx'
import { PatrolList } from './PatrolList.tsx'
import { PlaceList } from './PlaceList.tsx'
import { UnitCounts } from './UnitCounts.tsx'

type TabKey = 'units' | 'places' | SupervisionRegister
/** What the lists below are narrowed to. */
export type Narrowed = { unitCode?: number; part?: Part }

/** 卫生监督协管: what is reported of what was found, which places are owed a round, and the two registers. */
export function SupervisionAssistPage() {
  const mayRecord = useMay('supervision-assist.record')
  const [year, setYear] = useState(thisYear)
  const [tab, setTab] = useState<TabKey>('units')
  const [narrowed, setNarrowed] = useState<Narrowed>({})
  const [adding, setAdding] = useState<SupervisionRegister | null>(null)
  const counts = useReply(countSupervisionAssist, { year }, { keepPrevious: true })
  const { units = [], source = '', reportWithinHours = null, on = '' } = counts.data ?? {}
  const rate = {
    numerator: units.reduce((sum, { reports }) => sum + reports.numerator, 0),
    denominator: units.reduce((sum, { reports }) => sum + reports.denominator, 0),
  }
  const go = (key: TabKey, to: Narrowed) => {
    setTab(key)
    setNarrowed(to)
  }
  const of = { year, ...(narrowed.unitCode === undefined ? {} : { orgId: narrowed.unitCode }) }
  const unitName = units.find(({ unitCode }) => unitCode === narrowed.unitCode)?.unitName
  return (
    <>
      <PageTitle title="卫生监督协管">
        <YearChoice year={year} onChange={setYear} />
        <Dropdown
          trigger={['click']}
          menu={{
            items: Object.entries(supervisionRegisters).map(([register, name]) => ({
              key: register,
              label: (
                <a
                  href={addressFor(downloadSupervisionRegister, {
                    ...of,
                    register: register as SupervisionRegister,
                  })}
                >
                  {name}
                </a>
              ),
            })),
          }}
        >
          <Button icon={<DownloadOutlined />}>导出登记表</Button>
        </Dropdown>
        {mayRecord && (
          <>
            <Button icon={<PlusOutlined />} onClick={() => setAdding('information')}>
              登记信息
            </Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding('patrols')}>
              登记巡查
            </Button>
          </>
        )}
      </PageTitle>
      {counts.error && <Alert type="error" showIcon title={counts.error.message} />}
      <Flex gap="4px 12px" wrap align="center">
        <span>
          协管信息报告率{' '}
          <Tooltip
            title={`${year}年已报告的信息条数 ÷ 发现的信息条数，按发现时间计入年度，作废的不计。依据 ${source}。`}
          >
            <InfoCircleOutlined aria-label="协管信息报告率的口径" className="quiet" />
          </Tooltip>
        </span>
        <strong style={{ fontSize: 20 }}>{percentText(rate)}</strong>
        <span>
          <Button type="link" size="small" onClick={() => go('information', { part: 'numerator' })}>
            {countWords(rate.numerator)}
          </Button>
          /
          <Button type="link" size="small" onClick={() => go('information', { part: 'denominator' })}>
            {countWords(rate.denominator)}
          </Button>
          <Button type="link" size="small" onClick={() => go('information', { part: 'gap' })}>
            未报告 {countWords(rate.denominator - rate.numerator)}
          </Button>
        </span>
        <span className="quiet">
          截至 {on}；{reportWithinHours === null ? '报告不限时' : `发现后 ${reportWithinHours} 小时内报告`}
        </span>
      </Flex>
      {(unitName !== undefined || narrowed.part !== undefined) && (
        <Flex gap={8} style={{ marginTop: 8 }}>
          <Tag closable onClose={() => setNarrowed({})}>
            {[unitName, narrowed.part && partNames[narrowed.part]].filter(Boolean).join(' · ')}
          </Tag>
        </Flex>
      )}
      <Tabs
        activeKey={tab}
        onChange={(key) => setTab(key as TabKey)}
        items={[
          {
            key: 'units',
            label: '机构',
            children: <UnitCounts units={units} year={year} isPending={counts.isPending} onGo={go} />,
          },
          { key: 'places', label: '巡查单位', children: <PlaceList of={of} mayRecord={mayRecord} /> },
          { key: 'patrols', label: '巡查登记', children: <PatrolList of={of} mayRecord={mayRecord} /> },
          {
            key: 'information',
            label: '信息报告',
            children: <InformationList of={of} part={narrowed.part} mayRecord={mayRecord} />,
          },
        ]}
      />
      {adding === 'patrols' && <NewPatrol year={thisYear()} onClose={() => setAdding(null)} />}
      {adding === 'information' && <NewInformation onClose={() => setAdding(null)} />}
    </>
  )
}
