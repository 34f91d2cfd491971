import { PlusOutlined } from '@ant-design/icons'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listSurveys } from '@qianyue/api/satisfaction.ts'
import { percentText, type Rate } from '@qianyue/domain/indicators/rate.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { NewSurvey } from './NewSurvey.tsx'

export type Surveys = ReplyOf<typeof listSurveys>

/** A rate with its numbers; nothing to be told from where too few answered. */
export function rateWords(rate: Rate | null, valid: number): string {
  if (rate !== null) return `${percentText(rate)}（${rate.numerator}/${rate.denominator}）`
  return valid === 0 ? '还没有答卷' : '样本小，不单列'
}

/** 满意度调查: what was asked of whom, and what came of it. */
export function SurveysPage() {
  const reply = useReply(listSurveys, {})
  const mayRun = useMay('surveys.run')
  const [designing, setDesigning] = useState(false)
  const navigate = useNavigate()
  return (
    <>
      <PageTitle title="满意度调查">
        {mayRun && reply.data && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDesigning(true)}>
            开展调查
          </Button>
        )}
      </PageTitle>
      {reply.error && <Alert type="error" showIcon title={reply.error.message} />}
      <DataTable
        loading={reply.isPending}
        dataSource={reply.data?.surveys ?? []}
        empty="还没有开展过调查。"
        columns={[
          { title: '调查', render: (_, { id, title }) => <Link to={`/surveys/${id}`}>{title}</Link> },
          { title: '单位', dataIndex: 'unitName' },
          { title: '期间', render: (_, { fromDay, toDay }) => `${fromDay} 至 ${toDay}` },
          { title: '样本', align: 'right', dataIndex: 'sampled' },
          { title: '有效答卷', align: 'right', dataIndex: 'valid' },
          {
            title: '满意度',
            align: 'right',
            render: (_, { satisfaction, valid }) => rateWords(satisfaction, valid),
          },
          {
            title: '知晓率',
            align: 'right',
            render: (_, { awareness, valid }) => rateWords(awareness, valid),
          },
        ]}
      />
      {designing && reply.data && (
        <NewSurvey
          known={reply.data}
          onClose={() => setDesigning(false)}
          onDone={(id) => navigate(`/surveys/${id}`)}
        />
      )}
    </>
  )
}
