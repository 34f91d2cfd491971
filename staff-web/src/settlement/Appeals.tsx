import { answerAppeal } from '@qianyue/api/settlement.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Card, Flex, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { useMay } from '../session/viewer.ts'
import type { Settlement } from './SettlementPage.tsx'

/** 申诉: what people ask about their share, answered before the settlement is frozen. */
export function Appeals({ settlement }: { settlement: Settlement }) {
  if (settlement.appeals.length === 0) return null
  return (
    <Card size="small" title={`申诉（${settlement.appeals.length}条）`}>
      <Flex vertical gap={16}>
        {settlement.appeals.map((appeal) => (
          <Appeal key={appeal.id} settlement={settlement} appeal={appeal} />
        ))}
      </Flex>
    </Card>
  )
}

function Appeal({ settlement, appeal }: { settlement: Settlement; appeal: Settlement['appeals'][number] }) {
  const send = useSend(answerAppeal)
  const mayAnswer = useMay('settlements.prepare')
  const [answer, setAnswer] = useState('')
  const open = appeal.answer === null
  const give = (upheld: boolean) =>
    send.mutate({ id: settlement.id, appealId: appeal.id, answer: answer.trim(), upheld })
  return (
    <div>
      <Space wrap>
        <b>{appeal.staffName}</b>
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
      {open && mayAnswer && (
        <Flex vertical gap={8} style={{ marginTop: 8, maxWidth: 640 }}>
          {send.error && <Alert type="error" showIcon title={send.error.message} />}
          <Input.TextArea
            aria-label={`答复${appeal.staffName}`}
            placeholder="答复：核对了什么，结论是什么；采纳的请同时调整系数或扣回"
            value={answer}
            maxLength={300}
            onChange={({ target }) => setAnswer(target.value)}
          />
          <Space>
            <Button
              type="primary"
              disabled={answer.trim().length < 2}
              loading={send.isPending}
              onClick={() => give(true)}
            >
              采纳
            </Button>
            <Button disabled={answer.trim().length < 2} loading={send.isPending} onClick={() => give(false)}>
              维持
            </Button>
          </Space>
        </Flex>
      )}
    </div>
  )
}
