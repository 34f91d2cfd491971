import { answerPublicSurvey, publicSurvey } from '@qianyue/api/satisfaction.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Result, Skeleton } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { AnswerQuestions, type Given } from '../satisfaction/AnswerQuestions.tsx'
import { SendError } from '../shell/SendError.tsx'

/** 答卷: the page behind a link, large enough to be read by who is seventy. */
export function PublicSurveyPage() {
  const { countyCode, code } = useParams() as { countyCode: string; code: string }
  const link = { countyCode: Number(countyCode), code }
  const reply = useReply(publicSurvey, link)
  const send = useSend(answerPublicSurvey)
  const [answers, setAnswers] = useState<Given>({})
  if (reply.error) return <Result status="warning" title={reply.error.message} />
  if (!reply.data) return <Skeleton active />
  const { title, countyName, toDay, state, questions } = reply.data
  if (state === 'answered' || send.isSuccess)
    return <Result status="success" title="已收到您的答卷，谢谢您。" />
  if (state === 'over') return <Result status="info" title={`这次调查已于 ${toDay} 截止，谢谢您。`} />
  return (
    <>
      <h1>{title}</h1>
      <p>
        {countyName}卫生健康局。约两分钟，{toDay} 截止。答卷不显示您的姓名，只用来改进服务。
      </p>
      <AnswerQuestions questions={questions} answers={answers} onChange={setAnswers} />
      <SendError error={send.error} />
      <Button
        type="primary"
        size="large"
        block
        loading={send.isPending}
        onClick={() => send.mutate({ ...link, answers })}
      >
        提交
      </Button>
    </>
  )
}
