import { answerPublicConfirmation, publicConfirmation } from '@qianyue/api/service-confirmations.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Button, Flex, Form, Input, Result, Skeleton } from 'antd'
import { useState } from 'react'
import { useParams } from 'react-router'
import { SendError } from '../shell/SendError.tsx'

const thanks = {
  confirmed: '已收到您的确认，谢谢您。',
  denied: '已收到您的回答，卫生健康局会核实，谢谢您。',
  over: '这个链接已经过期，谢谢您。',
} as const

/** 居民确认: whether a service was given, asked of whom it was for. */
export function PublicConfirmationPage() {
  const { countyCode, code } = useParams() as { countyCode: string; code: string }
  const link = { countyCode: Number(countyCode), code }
  const reply = useReply(publicConfirmation, link)
  const send = useSend(answerPublicConfirmation)
  const [words, setWords] = useState('')
  if (reply.error) return <Result status="warning" title={reply.error.message} />
  if (!reply.data) return <Skeleton active />
  const { countyName, unitName, staffName, residentName, serviceName, performedOn, until } = reply.data
  const state = send.data?.state ?? reply.data.state
  if (state !== 'open') return <Result status={state === 'over' ? 'info' : 'success'} title={thanks[state]} />
  const answer = (wasGiven: boolean) => send.mutate({ ...link, wasGiven, words: words.trim() })
  return (
    <>
      <h1>请您确认一次服务</h1>
      <p>
        {residentName}您好：{performedOn}，{unitName}
        {staffName && ` ${staffName}`} 为您做了“{serviceName}”。请问做过这次服务吗？
      </p>
      <Form layout="vertical">
        <Form.Item label="有话要说（可不填）" htmlFor="confirmation-words">
          <Input.TextArea
            id="confirmation-words"
            rows={2}
            maxLength={300}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
        </Form.Item>
      </Form>
      <SendError error={send.error} />
      <Flex vertical gap={12}>
        <Button type="primary" size="large" block loading={send.isPending} onClick={() => answer(true)}>
          做过
        </Button>
        <Button size="large" block disabled={send.isPending} onClick={() => answer(false)}>
          没有做过
        </Button>
      </Flex>
      <p>
        {countyName}卫生健康局。{until} 前有效，回答一次。
      </p>
    </>
  )
}
