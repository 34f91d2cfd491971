import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { getSurvey, surveyAnswers, surveyChannels } from '@qianyue/api/satisfaction.ts'
import { percentText } from '@qianyue/domain/indicators/rate.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Card, Drawer, Flex, Progress, Skeleton, Tabs } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { SurveySample } from './SurveySample.tsx'
import { rateWords } from './SurveysPage.tsx'

type Survey = ReplyOf<typeof getSurvey>
type Group = Survey['groups'][number]
type Opened = { by?: Group['by']; key?: string; name: string }

const groupNames = { village: '按村', team: '按团队', doctor: '按医生' } as const

/** One survey: its rates by village, team and doctor, its questions, and its sample for who may run it. */
export function SurveyPage() {
  const { surveyId } = useParams() as { surveyId: string }
  const reply = useReply(getSurvey, { id: surveyId })
  const mayRun = useMay('surveys.run')
  const [opened, setOpened] = useState<Opened | null>(null)
  if (reply.error) return <NotShown error={reply.error} list="/surveys" words="回到满意度" />
  if (!reply.data) return <Skeleton active />
  const survey = reply.data
  return (
    <>
      <PageTitle title={survey.title}>
        {mayRun && <Button onClick={() => setOpened({ name: '全部答卷' })}>打开答卷</Button>}
      </PageTitle>
      <p className="quiet">
        {survey.unitName} · {survey.fromDay} 至 {survey.toDay} · 种子“{survey.seed}”从 {survey.drawnFrom}{' '}
        位签约居民中抽 {survey.sampled} 人 · 有效答卷 {survey.valid}/{survey.answered}
        。有效答卷不足 {survey.leastAnswers} 份的不单列，也不打开；打开的答卷不含姓名。
      </p>
      <Flex gap={16} wrap style={{ marginBottom: 16 }}>
        <Figure name="满意度" note="很满意、满意等 ÷ 满意度题目的全部回答">
          {rateWords(survey.satisfaction, survey.valid)}
        </Figure>
        <Figure name="知晓率" note="知道 ÷ 知晓题目的全部回答">
          {rateWords(survey.awareness, survey.valid)}
        </Figure>
      </Flex>
      <Tabs
        items={[
          ...(Object.keys(groupNames) as Group['by'][]).map((by) => ({
            key: by,
            label: groupNames[by],
            children: (
              <Groups
                groups={survey.groups.filter((group) => group.by === by)}
                onOpen={mayRun ? setOpened : null}
              />
            ),
          })),
          { key: 'questions', label: '按问题', children: <Questions survey={survey} /> },
          ...(mayRun
            ? [{ key: 'sample', label: '样本与录入', children: <SurveySample survey={survey} /> }]
            : []),
        ]}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size="large"
        title={opened?.name}
        destroyOnHidden
      >
        {opened && <Answers survey={survey} opened={opened} />}
      </Drawer>
    </>
  )
}

function Figure({ name, note, children }: { name: string; note: string; children: string }) {
  return (
    <Card size="small" style={{ minWidth: 240 }}>
      <div className="quiet">{name}</div>
      <div style={{ fontSize: 20 }}>{children}</div>
      <div className="quiet">{note}</div>
    </Card>
  )
}

function Groups({ groups, onOpen }: { groups: Group[]; onOpen: ((opened: Opened) => void) | null }) {
  return (
    <DataTable
      rowKey="key"
      dataSource={groups}
      pagination={groups.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      empty="样本中没有。"
      columns={[
        {
          title: '名称',
          render: (_, { by, key, name, satisfaction }) =>
            onOpen && satisfaction !== null ? (
              <Button type="link" size="small" onClick={() => onOpen({ by, key, name })}>
                {name}
              </Button>
            ) : (
              name
            ),
        },
        { title: '样本', dataIndex: 'sampled', align: 'right' },
        { title: '有效答卷', dataIndex: 'valid', align: 'right' },
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
  )
}

function Questions({ survey }: { survey: Survey }) {
  return (
    <Flex vertical gap={12}>
      {survey.questions
        .filter(({ kind }) => kind !== 'text')
        .map(({ code, ask, counts, rate }) => {
          const all = counts.reduce((sum, { count }) => sum + count, 0)
          return (
            <Card key={code} size="small" title={ask} extra={rate && percentText(rate)}>
              {counts.length === 0 && <span className="quiet">有效答卷太少，不单列。</span>}
              {counts.map(({ answer, count }) => (
                <Flex key={answer} gap={12} align="center">
                  <span style={{ width: 96 }}>{answer}</span>
                  <Progress
                    aria-label={answer}
                    percent={all === 0 ? 0 : (count * 100) / all}
                    format={() => count}
                    size="small"
                    style={{ maxWidth: 480 }}
                  />
                </Flex>
              ))}
            </Card>
          )
        })}
    </Flex>
  )
}

function Answers({ survey, opened }: { survey: Survey; opened: Opened }) {
  const reply = useReply(surveyAnswers, { id: survey.id, by: opened.by, key: opened.key })
  if (reply.error) return <Alert type="info" showIcon title={reply.error.message} />
  return (
    <DataTable
      rowKey="number"
      loading={reply.isPending}
      dataSource={reply.data ?? []}
      pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      columns={[
        { title: '答卷', dataIndex: 'number', align: 'right' },
        { title: '方式', render: (_, { channel }) => surveyChannels[channel] },
        ...survey.questions.map(({ code, ask }) => ({
          title: ask,
          key: code,
          render: (_: unknown, { answers }: NonNullable<typeof reply.data>[number]) =>
            [answers[code]].flat().join('、'),
        })),
      ]}
    />
  )
}
