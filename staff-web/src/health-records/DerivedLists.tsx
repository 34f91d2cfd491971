import { Card, Table, Tag } from 'antd'
import { Link } from 'react-router'
import type { HealthRecordReply } from './HealthRecordPage.tsx'

type Source = HealthRecordReply['medicines'][number]['source'] | null

/** The record a line was read from. */
function SourceLink({ source }: { source: Source }) {
  if (source === null) return <span className="quiet">人群名册</span>
  return (
    <>
      <Link to={`/service-records/${source.recordId}`}>{source.formName}</Link>{' '}
      <span className="quiet">{source.on}</span>
    </>
  )
}

const plain = { size: 'small', pagination: false, className: 'scroll-sideways record-table' } as const

/** 健康问题. */
export function ProblemList({ problems }: { problems: HealthRecordReply['problems'] }) {
  return (
    <Card size="small" title="主要健康问题">
      {problems.length === 0 ? (
        <span className="quiet">没有记录健康问题。</span>
      ) : (
        <Table
          {...plain}
          rowKey="name"
          dataSource={problems}
          columns={[
            { title: '问题', dataIndex: 'name' },
            { title: '确诊时间', width: 110, render: (_, { since }) => since ?? '' },
            {
              title: '管理',
              width: 80,
              render: (_, { managed }) => (managed ? <Tag color="processing">在管</Tag> : ''),
            },
            { title: '出处', width: 260, render: (_, { source }) => <SourceLink source={source} /> },
          ]}
        />
      )}
    </Card>
  )
}

const adherenceColours: Record<number, string> = { 1: 'success', 2: 'warning', 3: 'error' }

/** 用药与依从性: what is taken now first, what was stopped after it. */
export function MedicineList({ medicines }: { medicines: HealthRecordReply['medicines'] }) {
  return (
    <Card size="small" title="用药">
      {medicines.length === 0 ? (
        <span className="quiet">没有记录用药。</span>
      ) : (
        <Table
          {...plain}
          rowKey="name"
          dataSource={medicines}
          rowClassName={({ isCurrent }) => (isCurrent ? '' : 'row-gone')}
          columns={[
            { title: '药物', dataIndex: 'name' },
            { title: '用法', dataIndex: 'use' },
            {
              title: '依从性',
              width: 90,
              render: (_, { adherence, adherenceCode }) =>
                adherence && <Tag color={adherenceColours[adherenceCode ?? 0] ?? 'default'}>{adherence}</Tag>,
            },
            {
              title: '状态',
              width: 150,
              render: (_, { isCurrent, since }) => (isCurrent ? `${since} 起在用` : '最近一次未再记录'),
            },
            { title: '出处', width: 260, render: (_, { source }) => <SourceLink source={source} /> },
          ]}
        />
      )}
    </Card>
  )
}

/** 过敏与不良反应. */
export function AllergyList({ allergies }: { allergies: HealthRecordReply['allergies'] }) {
  return (
    <Card size="small" title="过敏与不良反应">
      {allergies.length === 0 ? (
        <span className="quiet">没有记录过敏或不良反应。</span>
      ) : (
        <Table
          {...plain}
          rowKey={({ kind, name }) => `${kind}/${name}`}
          dataSource={allergies}
          columns={[
            {
              title: '名称',
              render: (_, { name, kind }) => (
                <>
                  {name} <Tag color="error">{kind === 'allergy' ? '过敏' : '不良反应'}</Tag>
                </>
              ),
            },
            { title: '出处', width: 260, render: (_, { source }) => <SourceLink source={source} /> },
          ]}
        />
      )}
    </Card>
  )
}
