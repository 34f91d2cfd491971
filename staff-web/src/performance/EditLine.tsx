import { type IndicatorCode, indicators } from '@qianyue/domain/indicators/indicator.ts'
import type { SheetLine } from '@qianyue/domain/performance/assessment-sheet.ts'
import { type ScoringMethod, scoringMethods } from '@qianyue/domain/performance/scoring.ts'
import { Button, Flex, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useState } from 'react'

const blanks: Record<ScoringMethod['kind'], ScoringMethod> = {
  proportional: { kind: 'proportional', targetPercent: 100 },
  'proportional-times': { kind: 'proportional-times', targetTimes: 12 },
  steps: { kind: 'steps', bands: [{ fromPercent: 80, points: 0 }] },
  deduction: { kind: 'deduction', perFault: 1 },
  'all-or-nothing': { kind: 'all-or-nothing' },
  veto: { kind: 'veto', of: 'sheet' },
  bonus: { kind: 'bonus', perCase: 1 },
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
            onChange={({ target }) =>
              put({
                value:
                  target.value === 'indicator'
                    ? { from: 'indicator', indicator: 'coverage' }
                    : { from: 'entry', ask: '', proof: 'required' },
              })
            }
            options={[
              { value: 'indicator', label: '系统指标' },
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
              options={indicators.map(({ code, name }) => ({ value: code, label: name }))}
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

function MethodFields({
  method,
  onChange,
}: {
  method: ScoringMethod
  onChange: (method: ScoringMethod) => void
}) {
  const number = (label: string, shown: number, unit: string, change: (value: number) => void) => (
    <Form.Item label={label} htmlFor={`method-${label}`}>
      <InputNumber
        id={`method-${label}`}
        min={0}
        max={1000}
        value={shown}
        suffix={unit}
        onChange={(value) => change(value ?? 0)}
      />
    </Form.Item>
  )
  switch (method.kind) {
    case 'proportional':
      return number('目标', method.targetPercent, '%', (targetPercent) =>
        onChange({ ...method, targetPercent }),
      )
    case 'proportional-times':
      return number('目标', method.targetTimes, '次', (targetTimes) => onChange({ ...method, targetTimes }))
    case 'deduction':
      return number('每例扣', method.perFault, '分', (perFault) => onChange({ ...method, perFault }))
    case 'bonus':
      return number('每例加', method.perCase, '分', (perCase) => onChange({ ...method, perCase }))
    case 'veto':
      return (
        <Form.Item label="否决范围" htmlFor="method-of">
          <Select
            id="method-of"
            value={method.of}
            onChange={(of) => onChange({ ...method, of })}
            options={[
              { value: 'sheet', label: '全表得 0 分' },
              { value: 'section', label: '本类得 0 分' },
            ]}
          />
        </Form.Item>
      )
    case 'steps':
      return (
        <Form.Item label="分档">
          <Flex vertical gap={8} align="start">
            {method.bands.map((band, index) => {
              const put = (change: Partial<typeof band>) =>
                onChange({ ...method, bands: method.bands.with(index, { ...band, ...change }) })
              return (
                <Flex key={index} gap={8} align="center">
                  达到
                  <InputNumber
                    aria-label={`第${index + 1}档比例`}
                    min={0}
                    max={100}
                    value={band.fromPercent}
                    suffix="%"
                    onChange={(fromPercent) => put({ fromPercent: fromPercent ?? 0 })}
                  />
                  得
                  <InputNumber
                    aria-label={`第${index + 1}档得分`}
                    min={0}
                    max={100}
                    value={band.points}
                    suffix="分"
                    onChange={(points) => put({ points: points ?? 0 })}
                  />
                  <Button
                    type="link"
                    danger
                    onClick={() =>
                      onChange({ ...method, bands: method.bands.filter((_, at) => at !== index) })
                    }
                  >
                    删除
                  </Button>
                </Flex>
              )
            })}
            <Button
              onClick={() => onChange({ ...method, bands: [...method.bands, { fromPercent: 0, points: 0 }] })}
            >
              增加一档
            </Button>
          </Flex>
        </Form.Item>
      )
    case 'all-or-nothing':
      return null
  }
}
