import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { tryPolicyProfile } from '@qianyue/api/policy-profiles.ts'
import { dayInShanghai, quarterOf, yearOf } from '@qianyue/domain/days/local-date.ts'
import { type Cadence, cadences } from '@qianyue/domain/performance/assessment-sheet.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, Button, Flex, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useViewer } from '../session/viewer.ts'
import { periodsOf } from '../settlement/period.ts'
import { TriedTables } from './TriedTables.tsx'

export type Tried = ReplyOf<typeof tryPolicyProfile>

/** 试算: which unit and which period; then everything before and after, with the differences. */
export function TryOut({ id, waiting }: { id: string; waiting: boolean }) {
  const viewer = useViewer()
  const units = useReply(listOrgUnits, {})
  const send = useSend(tryPolicyProfile)
  const choices = pastPeriods(dayInShanghai(new Date()))
  const [unitCode, setUnitCode] = useState(viewer.reach.unitCode)
  const [period, setPeriod] = useState(choices.findIndex(({ usual }) => usual))
  const [enteredFen, setEnteredFen] = useState(1_000_000)
  const chosen = choices[period] ?? choices[0]!
  return (
    <Flex vertical gap={16}>
      <Flex gap={12} wrap align="center">
        <Select
          aria-label="单位"
          style={{ minWidth: 200 }}
          showSearch={{ optionFilterProp: 'label' }}
          value={unitCode}
          onChange={setUnitCode}
          options={(units.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Select
          aria-label="期间"
          style={{ minWidth: 160 }}
          value={period}
          onChange={setPeriod}
          options={choices.map(({ label }, value) => ({ value, label }))}
        />
        <span>按到账录入的资金，每池</span>
        <InputNumber
          aria-label="每池金额"
          min={0}
          precision={2}
          prefix="¥"
          style={{ width: 150 }}
          value={enteredFen / 100}
          onChange={(yuan) => setEnteredFen(Math.round((yuan ?? 0) * 100))}
        />
        <Button
          type="primary"
          disabled={waiting}
          loading={send.isPending}
          onClick={() => send.mutate({ id, unitCode, ...chosen.days, enteredFen })}
        >
          试算
        </Button>
      </Flex>
      <p className="quiet">
        用 {chosen.days.fromDay} 至 {chosen.days.toDay}{' '}
        的服务试算分配，用现有数据试算指标、上限和得分；考核后拨付的部分按满分计。只读，不保存。
      </p>
      {send.error && <Alert type="error" showIcon title={send.error.message} />}
      {send.data && <TriedTables tried={send.data} />}
    </Flex>
  )
}

/** Periods of this year and the one before that are over, the newest first; the last quarter is usual. */
function pastPeriods(today: string) {
  const year = yearOf(today as never)
  const quarter = quarterOf(today as never)
  const last = quarter === 1 ? `${year - 1}年第4季度` : `${year}年第${quarter - 1}季度`
  return [year, year - 1].flatMap((of) =>
    (Object.keys(cadences) as Cadence[]).flatMap((cadence) =>
      periodsOf(cadence, of)
        .filter(({ days }) => days.toDay < today)
        .map(({ label, days }) => ({ label: `${of}年${label}`, days }))
        .map((choice) => ({ ...choice, usual: choice.label === last })),
    ),
  )
}
