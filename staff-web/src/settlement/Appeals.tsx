import { answerAppeal } from '@qianyue/api/settlement.ts'
import { useSend } from '@qianyue/ui/calls/hooks.ts'
import { Card, Flex } from 'antd'
import { useMay } from '../session/viewer.ts'
import { Appeal } from './Appeal.tsx'
import type { Settlement } from './SettlementPage.tsx'

/** 申诉: what people ask about their share, answered before the settlement is frozen. */
export function Appeals({ settlement }: { settlement: Settlement }) {
  if (settlement.appeals.length === 0) return null
  return (
    <Card size="small" title={`申诉（${settlement.appeals.length}条）`}>
      <Flex vertical gap={16}>
        {settlement.appeals.map((appeal) => (
          <Answerable key={appeal.id} settlement={settlement} appeal={appeal} />
        ))}
      </Flex>
    </Card>
  )
}

function Answerable({
  settlement,
  appeal,
}: {
  settlement: Settlement
  appeal: Settlement['appeals'][number]
}) {
  const send = useSend(answerAppeal)
  return (
    <Appeal
      appeal={appeal}
      madeBy={appeal.staffName}
      mayAnswer={useMay('settlements.prepare')}
      hint="答复：核对了什么，结论是什么；采纳的请同时调整系数或扣回"
      mostSigns={300}
      sending={send}
      onAnswer={(answer, upheld) => send.mutate({ id: settlement.id, appealId: appeal.id, answer, upheld })}
    />
  )
}
