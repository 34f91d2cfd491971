import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { startServiceRecord } from '@qianyue/api/service-records.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type ServiceMode, serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { DayInput } from '@qianyue/ui/forms/DayInput.tsx'
import { Flex, Radio, Select } from 'antd'
import './service-records.css'

/** When, how and by whom a service was done. */
export function RecordingHead({
  performedOn,
  mode,
  today,
  performedBy,
  staff,
  problem,
  onDay,
  onMode,
  onPerformer,
}: {
  performedOn: LocalDate
  mode: ServiceMode
  today: LocalDate
  performedBy: string | null
  staff: ReplyOf<typeof startServiceRecord>['staff']
  problem: string | undefined
  onDay: (day: LocalDate) => void
  onMode: (mode: ServiceMode) => void
  onPerformer: (staffId: string | null) => void
}) {
  return (
    <Flex wrap gap="8px 24px" align="center">
      <Flex gap={8} align="center">
        <label htmlFor="performed-on">服务日期</label>
        <div style={{ width: 140 }}>
          <DayInput
            id="performed-on"
            label="服务日期"
            value={performedOn}
            max={today}
            invalid={problem !== undefined}
            onChange={(day) => day && onDay(day)}
          />
        </div>
        {problem && <span className="recording-wrong">{problem}</span>}
      </Flex>
      <Radio.Group
        aria-label="方式"
        value={mode}
        onChange={({ target }) => onMode(target.value as ServiceMode)}
        options={Object.entries(serviceModes).map(([value, { name }]) => ({ value, label: name }))}
        optionType="button"
      />
      {staff.length > 1 && (
        <Flex gap={8} align="center">
          <label htmlFor="performed-by">医生</label>
          <Select
            id="performed-by"
            style={{ width: 130 }}
            showSearch={{ optionFilterProp: 'label' }}
            value={performedBy}
            onChange={onPerformer}
            options={staff.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Flex>
      )}
    </Flex>
  )
}
