import type { ScoringMethod } from '@qianyue/domain/performance/scoring.ts'
import { Button, Flex, Form, InputNumber, Select } from 'antd'
import { withItem } from '../shell/with-item.ts'

/** What a way of scoring asks for besides the value: its target, its bands, what a fault costs. */
export function MethodFields({
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
    case 'shortfall':
      return (
        <Flex gap={12} wrap>
          {number('目标', method.targetPercent, '%', (targetPercent) =>
            onChange({ ...method, targetPercent }),
          )}
          {number('每低1个百分点扣', method.perPoint, '分', (perPoint) => onChange({ ...method, perPoint }))}
        </Flex>
      )
    case 'surplus':
      return (
        <Flex gap={12} wrap>
          {number('目标', method.targetPercent, '%', (targetPercent) =>
            onChange({ ...method, targetPercent }),
          )}
          {number('每高1个百分点加', method.perPoint, '分', (perPoint) => onChange({ ...method, perPoint }))}
        </Flex>
      )
    case 'steps':
      return (
        <Bands
          unit="%"
          bands={method.bands.map(({ fromPercent, points }) => ({ from: fromPercent, points }))}
          onChange={(bands) =>
            onChange({ ...method, bands: bands.map(({ from, points }) => ({ fromPercent: from, points })) })
          }
        />
      )
    case 'times-steps':
      return (
        <Bands
          unit="次"
          bands={method.bands.map(({ fromTimes, points }) => ({ from: fromTimes, points }))}
          onChange={(bands) =>
            onChange({ ...method, bands: bands.map(({ from, points }) => ({ fromTimes: from, points })) })
          }
        />
      )
    case 'all-or-nothing':
      return null
  }
}

type BandShown = { from: number; points: number }

/** 分档: from so much on, so many points. */
function Bands({
  bands,
  unit,
  onChange,
}: {
  bands: readonly BandShown[]
  unit: string
  onChange: (bands: BandShown[]) => void
}) {
  return (
    <Form.Item label="分档">
      <Flex vertical gap={8} align="start">
        {bands.map((band, index) => {
          const put = (change: Partial<BandShown>) => onChange(withItem(bands, index, { ...band, ...change }))
          return (
            <Flex key={index} gap={8} align="center">
              达到
              <InputNumber
                aria-label={`第${index + 1}档${unit === '%' ? '比例' : '次数'}`}
                min={0}
                value={band.from}
                suffix={unit}
                onChange={(from) => put({ from: from ?? 0 })}
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
                aria-label={`删除第${index + 1}档`}
                onClick={() => onChange(bands.filter((_, at) => at !== index))}
              >
                删除
              </Button>
            </Flex>
          )
        })}
        <Button onClick={() => onChange([...bands, { from: 0, points: 0 }])}>增加一档</Button>
      </Flex>
    </Form.Item>
  )
}
