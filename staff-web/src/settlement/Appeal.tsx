import { momentWords } from '@qianyue/ui/words/moments.ts'
import { Alert, Button, Flex, Input, Space, Tag } from 'antd'
import { useState } from 'react'

type Appealed = {
  madeAt: string
  words: string
  answer: string | null
  answeredBy: string | null
  upheld: boolean | null
}

/** One appeal (申诉) against a share or a score: who made it, what was answered, or a box to answer it in. */
export function Appeal({
  appeal,
  madeBy,
  mayAnswer,
  hint,
  mostSigns,
  sending: { error, isPending },
  onAnswer,
}: {
  appeal: Appealed
  madeBy: string
  mayAnswer: boolean
  /** What an answer should say. */
  hint: string
  /** Signs that an answer may have. */
  mostSigns: number
  sending: { error: { message: string } | null; isPending: boolean }
  onAnswer: (answer: string, upheld: boolean) => void
}) {
  const [answer, setAnswer] = useState('')
  const isOpen = appeal.answer === null
  return (
    <div>
      <Space wrap>
        <b>{madeBy}</b>
        <span className="quiet">{momentWords(appeal.madeAt)}</span>
        {isOpen ? (
          <Tag color="orange">待答复</Tag>
        ) : (
          <Tag color={appeal.upheld ? 'green' : 'default'}>{appeal.upheld ? '采纳' : '维持'}</Tag>
        )}
      </Space>
      <div>{appeal.words}</div>
      {!isOpen && (
        <div className="quiet">
          答复（{appeal.answeredBy}）：{appeal.answer}
        </div>
      )}
      {isOpen && mayAnswer && (
        <Flex vertical gap={8} style={{ marginTop: 8, maxWidth: 640 }}>
          {error && <Alert type="error" showIcon title={error.message} />}
          <Input.TextArea
            aria-label={`答复${madeBy}`}
            placeholder={hint}
            maxLength={mostSigns}
            value={answer}
            onChange={({ target }) => setAnswer(target.value)}
          />
          <Space>
            {([true, false] as const).map((upheld) => (
              <Button
                key={String(upheld)}
                disabled={answer.trim().length < 2}
                loading={isPending}
                onClick={() => onAnswer(answer.trim(), upheld)}
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
