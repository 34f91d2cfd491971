import { answerAssessmentAppeal, appealAssessment } from '@qianyue/api/performance.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Flex, Input } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import { Appeal } from '../settlement/Appeal.tsx'
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
          <Answerable key={appeal.id} roundId={roundId} assessment={assessment} appeal={appeal} />
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

function Answerable({
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
  return (
    <Appeal
      appeal={appeal}
      madeBy={appeal.madeBy}
      mayAnswer={mayReview && !assessment.mayAppeal}
      hint="核对了什么，结论是什么；采纳的请同时改正该项的值"
      mostSigns={500}
      sending={send}
      onAnswer={(answer, upheld) =>
        send.mutate({ id: roundId, subjectId: assessment.id, appealId: appeal.id, answer, upheld })
      }
    />
  )
}
