import { DownloadOutlined } from '@ant-design/icons'
import { downloadIndicatorResidents, listIndicatorResidents } from '@qianyue/api/indicators.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { addressFor } from '@qianyue/ui/calls/call.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { countWords, sexWords } from '@qianyue/ui/words/figures.ts'
import { Alert, Button, Drawer, Grid, Segmented, Space, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Part } from '../indicators/figure.ts'
import { DataTable } from '../shell/DataTable.tsx'

/** One cell: a figure of a unit among some people. */
export type PivotCell = {
  code: string
  orgId: number
  title: string
  population: Population | null
  counted: string
  missing: string
}

/** So many names are shown; all of them are in the Excel. */
const SHOWN = 500

/** The people behind one cell. */
export function PivotNames({ cell, onClose }: { cell: PivotCell; onClose: () => void }) {
  const { lg } = Grid.useBreakpoint()
  const [part, setPart] = useState<Part>('gap')
  const { code, orgId, population, title, counted, missing } = cell
  const request = { code, orgId, part, ...(population === null ? {} : { population }) }
  const names = useReply(listIndicatorResidents, { ...request, limit: SHOWN })
  return (
    <Drawer open onClose={onClose} size={lg ? 880 : '100%'} title={title}>
      <Space wrap style={{ marginBottom: 12 }}>
        <Segmented<Part>
          value={part}
          onChange={setPart}
          options={[
            { value: 'gap', label: missing },
            { value: 'numerator', label: counted },
            { value: 'denominator', label: '全部' },
          ]}
        />
        <Button icon={<DownloadOutlined />} href={addressFor(downloadIndicatorResidents, request)} download>
          导出 Excel
        </Button>
        {names.data && <span>共 {countWords(names.data.total)} 人</span>}
      </Space>
      {names.error && <Alert type="error" showIcon title={names.error.message} />}
      <DataTable
        rowKey="residentId"
        loading={names.isPending}
        dataSource={names.data?.items ?? []}
        columns={[
          {
            title: '姓名',
            render: (_, { residentId, name }) => <Link to={`/residents/${residentId}`}>{name}</Link>,
          },
          { title: '性别年龄', render: (_, { sex, ageYears }) => `${sexWords[sex]} ${ageYears}岁` },
          { title: '村', dataIndex: 'villageName' },
          { title: '电话', dataIndex: 'phoneMasked' },
          { title: '包户医生', dataIndex: 'doctorName' },
          {
            title: '人群',
            render: (_, { populations }) => populations.map((name) => <Tag key={name}>{name}</Tag>),
          },
        ]}
      />
    </Drawer>
  )
}
