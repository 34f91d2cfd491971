import type { IndicatorCode } from '@qianyue/domain/indicators/indicator.ts'
import { type CaseKind, caseKinds } from '@qianyue/domain/performance/assessed-cases.ts'
import type { SheetLine, ValueSource } from '@qianyue/domain/performance/assessment-sheet.ts'
import { type ScoringMethod, scoringMethods } from '@qianyue/domain/performance/scoring.ts'
import { Flex, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useIndicators } from '../policy/own-names.tsx'
import { MethodFields } from './MethodFields.tsx'

const blanks: Record<ScoringMethod['kind'], ScoringMethod> = {
  proportional: { kind: 'proportional', targetPercent: 100 },
  'proportional-times': { kind: 'proportional-times', targetTimes: 12 },
  steps: { kind: 'steps', bands: [{ fromPercent: 80, points: 0 }] },
  shortfall: { kind: 'shortfall', targetPercent: 100, perPoint: 1 },
  'times-steps': { kind: 'times-steps', bands: [{ fromTimes: 1, points: 0 }] },
  deduction: { kind: 'deduction', perFault: 1 },
  'all-or-nothing': { kind: 'all-or-nothing' },
  veto: { kind: 'veto', of: 'sheet' },
  bonus: { kind: 'bonus', perCase: 1 },
  surplus: { kind: 'surplus', targetPercent: 100, perPoint: 0.5 },
}

const blankValues: Record<ValueSource['from'], ValueSource> = {
  indicator: { from: 'indicator', indicator: 'coverage' },
  cases: { from: 'cases', cases: 'complaints' },
  entry: { from: 'entry', ask: '', proof: 'required' },
}

/** One line of a sheet: what it is called and weighs, how it is scored, where its value comes from. */
export function EditLine({
  line: before,
  onClose,
  onDone,
}: {
  line: SheetLine
  onClose: () => void
  onDone: (line: SheetLine) => void
}) {
  const figures = useIndicators()
  const [line, setLine] = useState(before)
  const put = (change: Partial<SheetLine>) => setLine({ ...line, ...change })
  const { method, value } = line
  return (
    <Modal
      open
      width={640}
      title={before.name || '新的一项'}
      okText="确定"
      onCancel={onClose}
      onOk={() => onDone(line)}
    >
      <Form layout="vertical">
        <Flex gap={12} wrap>
          <Form.Item label="编号" htmlFor="line-code" style={{ width: 100 }}>
            <Input
              id="line-code"
              value={line.code}
              maxLength={20}
              onChange={({ target }) => put({ code: target.value })}
            />
          </Form.Item>
          <Form.Item label="指标名称" htmlFor="line-name" style={{ flex: 1, minWidth: 220 }}>
            <Input
              id="line-name"
              value={line.name}
              maxLength={200}
              onChange={({ target }) => put({ name: target.value })}
            />
          </Form.Item>
          <Form.Item label="分值" htmlFor="line-weight">
            <InputNumber
              id="line-weight"
              min={0}
              max={100}
              precision={2}
              value={line.weight}
              onChange={(weight) => put({ weight: weight ?? 0 })}
            />
          </Form.Item>
        </Flex>
        <Form.Item label="计分方法" htmlFor="line-method">
          <Select
            id="line-method"
            showSearch={{ optionFilterProp: 'label' }}
            value={method.kind}
            onChange={(kind) => put({ method: blanks[kind] })}
            options={(Object.keys(scoringMethods) as ScoringMethod['kind'][]).map((kind) => ({
              value: kind,
              label: scoringMethods[kind].name,
            }))}
          />
        </Form.Item>
        <MethodFields method={method} onChange={(changed) => put({ method: changed })} />
        <Form.Item label="取值">
          <Radio.Group
            aria-label="取值"
            value={value.from}
            onChange={({ target }) => put({ value: blankValues[target.value as ValueSource['from']] })}
            options={[
              { value: 'indicator', label: '系统指标' },
              { value: 'cases', label: '系统计数（按问题扣分）', disabled: method.kind !== 'deduction' },
              { value: 'entry', label: '人工填报' },
            ]}
          />
        </Form.Item>
        {value.from === 'indicator' ? (
          <Form.Item label="系统指标" htmlFor="line-indicator">
            <Select
              id="line-indicator"
              showSearch={{ optionFilterProp: 'label' }}
              value={value.indicator}
              onChange={(indicator: IndicatorCode) => put({ value: { from: 'indicator', indicator } })}
              options={figures.map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Form.Item>
        ) : value.from === 'cases' ? (
          <Form.Item label="计什么问题" htmlFor="line-cases" extra={caseKinds[value.cases].definition}>
            <Select
              id="line-cases"
              value={value.cases}
              onChange={(cases: CaseKind) => put({ value: { from: 'cases', cases } })}
              options={Object.entries(caseKinds).map(([kind, { name }]) => ({ value: kind, label: name }))}
            />
          </Form.Item>
        ) : (
          <Flex gap={12} wrap>
            <Form.Item label="填报内容" htmlFor="line-ask" style={{ flex: 1, minWidth: 260 }}>
              <Input
                id="line-ask"
                value={value.ask}
                maxLength={200}
                onChange={({ target }) => put({ value: { ...value, ask: target.value } })}
              />
            </Form.Item>
            <Form.Item label="依据" htmlFor="line-proof">
              <Select
                id="line-proof"
                value={value.proof}
                onChange={(proof) => put({ value: { ...value, proof } })}
                options={[
                  { value: 'required', label: '必填' },
                  { value: 'optional', label: '选填' },
                ]}
              />
            </Form.Item>
          </Flex>
        )}
      </Form>
    </Modal>
  )
}
