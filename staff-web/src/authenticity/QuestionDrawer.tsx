import {
  answerAuthenticityQuestion,
  appealAuthenticityDecision,
  concludeAuthenticityAppeal,
  decideAuthenticityQuestion,
  getAuthenticityQuestion,
} from '@qianyue/api/authenticity.ts'
import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Drawer, Flex, Input, Radio, Skeleton, Tag, Timeline } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { DataTable } from '../shell/DataTable.tsx'
import { verdictColours, verdictWords } from './QuestionsPage.tsx'

type Question = ReplyOf<typeof getAuthenticityQuestion>
type Verdict = NonNullable<Question['decision']>

/** One question: the services it is about, what has been said, and what one may say now. */
export function QuestionDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const reply = useReply(getAuthenticityQuestion, { id })
  const question = reply.data
  return (
    <Drawer open size={820} title={question?.checkName ?? '疑点'} onClose={onClose}>
      {reply.error && <Alert type="warning" showIcon title={reply.error.message} />}
      {reply.isPending && <Skeleton active />}
      {question && (
        <Flex vertical gap={16}>
          <Alert
            type="info"
            showIcon
            title={question.sentence}
            description={`${question.unitName} ${question.staffName}`}
          />
          <Said question={question} />
          <Say question={question} />
          <DataTable
            rowKey="recordId"
            dataSource={question.records}
            pagination={question.records.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
            columns={[
              { title: '日期', dataIndex: 'performedOn' },
              {
                title: '居民',
                render: (_, { residentId, residentName }) => (
                  <Link to={`/residents/${residentId}`}>{residentName}</Link>
                ),
              },
              { title: '服务', dataIndex: 'formName' },
              { title: '测量值', dataIndex: 'readings' },
              {
                title: '认定',
                render: (_, { verdict }) =>
                  verdict && <Tag color={verdictColours[verdict]}>{verdictWords[verdict]}</Tag>,
              },
            ]}
          />
        </Flex>
      )}
    </Drawer>
  )
}

/** What was said so far, in order. */
function Said({ question }: { question: Question }) {
  const { answer, decision, reason, appeal, final, finalReason } = question
  const said = [
    answer && { title: '说明', content: answer },
    decision && { title: `认定：${verdictWords[decision]}`, content: reason },
    appeal && { title: '申诉', content: appeal },
    final && { title: `复核：${verdictWords[final]}`, content: finalReason },
  ].filter((one) => one !== null)
  if (said.length === 0) return null
  return (
    <Timeline
      items={said
        .map((one) => one && { title: <b>{one.title}</b>, content: one.content })
        .filter((one) => !!one)}
    />
  )
}

function Say({ question }: { question: Question }) {
  const [words, setWords] = useState('')
  const [verdict, setVerdict] = useState<Verdict>('genuine')
  const answer = useSend(answerAuthenticityQuestion)
  const decide = useSend(decideAuthenticityQuestion)
  const appeal = useSend(appealAuthenticityDecision)
  const conclude = useSend(concludeAuthenticityAppeal)
  const { id, may } = question
  const [act] = may
  if (!act) return null
  const judges = act === 'decide' || act === 'conclude'
  const sending = answer.isPending || decide.isPending || appeal.isPending || conclude.isPending
  const error = answer.error ?? decide.error ?? appeal.error ?? conclude.error
  const done = { onSuccess: () => setWords('') }
  const send = () => {
    const given = { id, words: words.trim() }
    if (act === 'answer') answer.mutate(given, done)
    else if (act === 'appeal') appeal.mutate(given, done)
    else if (act === 'decide') decide.mutate({ ...given, verdict }, done)
    else conclude.mutate({ ...given, verdict }, done)
  }
  const names = { answer: '提交说明', decide: '认定', appeal: '提出申诉', conclude: '作出结论' }
  const asks = {
    answer: '当时的情况：怎样测量的、有什么凭证',
    decide: '认定的依据',
    appeal: '为什么不同意认定，有什么凭证',
    conclude: '复核的依据',
  }
  return (
    <Flex vertical gap={8}>
      {error && <Alert type="error" showIcon title={error.message} />}
      {judges && (
        <Radio.Group
          value={verdict}
          onChange={({ target }) => setVerdict(target.value)}
          options={(Object.keys(verdictWords) as Verdict[]).map((value) => ({
            value,
            label: value === 'fake' ? '不实（不计积分）' : verdictWords[value],
          }))}
        />
      )}
      <Input.TextArea
        aria-label={asks[act]}
        placeholder={asks[act]}
        rows={3}
        maxLength={500}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <div>
        <Button type="primary" disabled={words.trim().length < 2} loading={sending} onClick={send}>
          {names[act]}
        </Button>
      </div>
    </Flex>
  )
}
