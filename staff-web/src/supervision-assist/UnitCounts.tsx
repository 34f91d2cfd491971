import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { type countSupervisionAssist, printSupervisionRegister } from '@qianyue/api/supervision-assist.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import type { SupervisionRegister } from '@qianyue/domain/supervision-assist/registers.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { Button, Empty } from 'antd'
import { DataTable } from '../shell/DataTable.tsx'
import type { Narrowed } from './SupervisionAssistPage.tsx'

type Unit = ReplyOf<typeof countSupervisionAssist>['units'][number]

/** Each institution: its rounds, its reports, and its two registers to print. */
export function UnitCounts({
  units,
  year,
  isPending,
  onGo,
}: {
  units: readonly Unit[]
  year: number
  isPending: boolean
  onGo: (tab: 'places' | SupervisionRegister, narrowed: Narrowed) => void
}) {
  return (
    <DataTable<Unit>
      rowKey="unitCode"
      loading={isPending}
      dataSource={units}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{
        emptyText: <Empty description="这一年还没有巡查单位，也没有登记信息。先在“巡查单位”里登记。" />,
      }}
      columns={[
        { title: '机构', dataIndex: 'unitName' },
        {
          title: '巡查单位',
          align: 'right',
          render: (_, { unitCode, places }) => (
            <Button type="link" size="small" onClick={() => onGo('places', { unitCode })}>
              {places}处
            </Button>
          ),
        },
        {
          title: '巡查',
          align: 'right',
          render: (_, { unitCode, patrols: { done, required }, placesOverdue }) => (
            <Button
              type="link"
              size="small"
              danger={placesOverdue > 0}
              onClick={() => onGo(placesOverdue > 0 ? 'places' : 'patrols', { unitCode })}
            >
              {done}/{required} 次{placesOverdue > 0 && `，${placesOverdue}处逾期`}
            </Button>
          ),
        },
        {
          title: '信息报告率',
          align: 'right',
          render: (_, { unitCode, reports }) => (
            <>
              {percentText(reports)}{' '}
              <Button
                type="link"
                size="small"
                onClick={() => onGo('information', { unitCode, part: 'numerator' })}
              >
                {reports.numerator}
              </Button>
              /
              <Button
                type="link"
                size="small"
                onClick={() => onGo('information', { unitCode, part: 'denominator' })}
              >
                {reports.denominator}
              </Button>
            </>
          ),
        },
        { title: '其中按时', align: 'right', render: (_, { inTime }) => `${inTime}条` },
        {
          title: '打印登记表',
          render: (_, { unitCode }) =>
            (['patrols', 'information'] as const).map((register) => (
              <Button
                key={register}
                type="link"
                size="small"
                href={addressFor(printSupervisionRegister, { register, unitCode, year })}
                target="_blank"
              >
                {register === 'patrols' ? '巡查' : '信息报告'}
              </Button>
            )),
        },
      ]}
    />
  )
}
