import { SearchOutlined } from '@ant-design/icons'
import { listAuthenticityQuestions, questionStates } from '@qianyue/api/authenticity.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { type QuestionSource, questionSources } from '@qianyue/domain/authenticity/authenticity-policy.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Flex, Grid, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { DataTable } from '../shell/DataTable.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { PageTurner, usePages } from '../shell/PageTurner.tsx'
import { QuestionDrawer } from './QuestionDrawer.tsx'
import { RunChecks } from './RunChecks.tsx'
import './authenticity.css'

type Listed = ReplyOf<typeof listAuthenticityQuestions>
type State = Listed['questions'][number]['state']

const colours: Record<State, string> = {
  asked: 'orange',
  answered: 'blue',
  decided: 'default',
  appealed: 'red',
  final: 'default',
}

export const verdictWords = { genuine: '真实', doubtful: '存疑', fake: '不实' } as const
export const verdictColours = { genuine: 'green', doubtful: 'orange', fake: 'red' } as const

/** 疑点: what is asked about services, and where each question stands. */
export function QuestionsPage() {
  const mayReview = useMay('authenticity.review')
  const [state, setState] = useState<State | 'all'>(mayReview ? 'answered' : 'asked')
  const [check, setCheck] = useState<QuestionSource | null>(null)
  const pages = usePages()
  const [open, setOpen] = useState<string | null>(null)
  const [running, setRunning] = useState(false)
  const listed = useReply(
    listAuthenticityQuestions,
    { ...(state === 'all' ? {} : { state }), ...(check ? { check } : {}), ...pages.asked },
    { keepPrevious: true },
  )
  const { md } = Grid.useBreakpoint()
  const counts = listed.data?.counts
  return (
    <div className="authenticity">
      <PageTitle title={mayReview ? '真实性核查' : '需要我说明的服务'}>
        {mayReview && (
          <Button type="primary" icon={<SearchOutlined />} onClick={() => setRunning(true)}>
            开始核查
          </Button>
        )}
      </PageTitle>
      <Flex gap={12} wrap align="center">
        <Segmented<State | 'all'>
          value={state}
          onChange={(chosen) => {
            setState(chosen)
            pages.toFirst()
          }}
          options={[
            ...(Object.keys(questionStates) as State[]).map((one) => ({
              value: one,
              label: `${questionStates[one]} ${counts?.[one] ?? ''}`,
            })),
            { value: 'all' as const, label: '全部' },
          ]}
        />
        <Select
          aria-label="疑点类别"
          allowClear
          placeholder="全部类别"
          style={{ width: 180 }}
          value={check}
          onChange={(chosen) => {
            setCheck(chosen ?? null)
            pages.toFirst()
          }}
          options={Object.entries(questionSources).map(([value, label]) => ({
            value: value as QuestionSource,
            label,
          }))}
        />
      </Flex>
      {listed.error && <Alert type="error" showIcon title={listed.error.message} />}
      <DataTable
        loading={listed.isPending}
        dataSource={listed.data?.questions ?? []}
        onRow={({ id }) => ({
          tabIndex: 0,
          onClick: () => setOpen(id),
          onKeyDown: ({ key }) => key === 'Enter' && setOpen(id),
        })}
        rowClassName="authenticity-row"
        empty="这里没有疑点。"
        columns={[
          ...(md ? [{ title: '类别', dataIndex: 'checkName' }] : []),
          {
            title: '问什么',
            render: (_, { checkName, sentence }) => (
              <div className="authenticity-sentence">
                {!md && <b>{checkName}：</b>}
                {sentence}
              </div>
            ),
          },
          ...(mayReview
            ? [
                { title: '记录人', dataIndex: 'staffName' },
                { title: '单位', dataIndex: 'unitName' },
              ]
            : []),
          { title: '服务', align: 'right', render: (_, { services }) => `${services}次` },
          {
            title: '状态',
            render: (_, { state: now, decision, final }) => {
              const said = final ?? decision
              return (
                <Flex gap={4}>
                  <Tag color={colours[now]}>{questionStates[now]}</Tag>
                  {said && <Tag color={verdictColours[said]}>{verdictWords[said]}</Tag>}
                </Flex>
              )
            },
          },
          { title: '提出', render: (_, { askedAt }) => momentWords(askedAt) },
        ]}
      />
      <PageTurner pages={pages} next={listed.data?.nextCursor} />
      {open && <QuestionDrawer id={open} onClose={() => setOpen(null)} />}
      {running && (
        <RunChecks
          onClose={() => setRunning(false)}
          onDone={() => {
            setRunning(false)
            setState('asked')
          }}
        />
      )}
    </div>
  )
}
