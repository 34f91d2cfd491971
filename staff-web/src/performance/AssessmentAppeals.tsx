import { answerAssessmentAppeal, appealAssessment } from '@qianyue/api/performance.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Flex, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import type { Assessment } from './AssessmentDrawer.tsx'

/** 申诉: what the assessed say against a score, and what was answered. */
export function AssessmentAppeals({ roundId, assessment }: { roundId: string; assessment: Assessment }) {
  const { appeals, mayAppeal } = assessment
  if (appeals.length === 0 && !mayAppeal) return null
  return (
    <section>
      <h2 className="performance-heading">申诉</h2>
      <Flex vertical gap={16}>
        {appeals.map((appeal) => (
          <Appeal key={appeal.id} roundId={roundId} assessment={assessment} appeal={appeal} />
        ))}
        {mayAppeal && <NewAppeal roundId={roundId} subjectId={assessment.id} />}
      </Flex>
    </section>
  )
}

function NewAppeal({ roundId, subjectId }: { roundId: string; subjectId: string }) {
  const send = useSend(appealAssessment)
  const [appealId, setAppealId] = useState(newId)
  const [words, setWords] = useState('')
  const done = () => {
    setWords('')
    setAppealId(newId())
  }
  return (
    <Flex vertical gap={8} align="start">
      {send.error && <Alert type="error" showIcon title={send.error.message} />}
      <Input.TextArea
        aria-label="申诉理由"
        placeholder="哪一项、为什么不同意、有什么凭证"
        maxLength={500}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <Button
        disabled={words.trim().length < 2}
        loading={send.isPending}
        onClick={() => send.mutate({ id: roundId, subjectId, appealId, words }, { onSuccess: done })}
      >
        提出申诉
      </Button>
    </Flex>
  )
}

function Appeal({
  roundId,
  assessment,
  appeal,
}: {
  roundId: string
  assessment: Assessment
  appeal: Assessment['appeals'][number]
}) {
  const send = useSend(answerAssessmentAppeal)
  const mayReview = useMay('performance.review')
  const [answer, setAnswer] = useState('')
  const open = appeal.answer === null
  const give = (upheld: boolean) =>
    send.mutate({ id: roundId, subjectId: assessment.id, appealId: appeal.id, answer, upheld })
  return (
    <div>
      <Space wrap>
        <b>{appeal.madeBy}</b>
        <span className="quiet">{momentWords(appeal.madeAt)}</span>
        {open ? (
          <Tag color="orange">待答复</Tag>
        ) : (
          <Tag color={appeal.upheld ? 'green' : 'default'}>{appeal.upheld ? '采纳' : '维持'}</Tag>
        )}
      </Space>
      <div>{appeal.words}</div>
      {!open && (
        <div className="quiet">
          答复（{appeal.answeredBy}）：{appeal.answer}
        </div>
      )}
      {open && mayReview && !assessment.mayAppeal && (
        <Flex vertical gap={8} style={{ marginTop: 8 }}>
          {send.error && <Alert type="error" showIcon title={send.error.message} />}
          <Input.TextArea
            aria-label="答复"
            placeholder="核对了什么，结论是什么；采纳的请同时改正该项的值"
            maxLength={500}
            value={answer}
            onChange={({ target }) => setAnswer(target.value)}
          />
          <Space>
            {([true, false] as const).map((upheld) => (
              <Button
                key={String(upheld)}
                disabled={answer.trim().length < 2}
                loading={send.isPending}
                onClick={() => give(upheld)}
              >
                {upheld ? '采纳' : '维持'}
              </Button>
            ))}
          </Space>
        </Flex>
      )}
    </div>
  )
}
