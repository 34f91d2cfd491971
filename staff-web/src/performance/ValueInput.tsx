import { type LineValue, scoringMethods } from '@qianyue/domain/performance/scoring.ts'
import { Flex, Input, InputNumber, Radio, Space } from 'antd'
import type { Entry } from './AssessmentDrawer.tsx'
import type { Round } from './RoundPage.tsx'

type Line = Round['sheet']['sections'][number]['lines'][number]

/** What one level enters for a line: a rate as its two counts, a number of cases or yes and no; and its proof. */
export function ValueInput({
  line: { name, method, value: source },
  entry,
  onChange,
}: {
  line: Line
  entry: Entry | undefined
  onChange: (entry: Entry) => void
}) {
  const proof = entry?.proof ?? ''
  const put = (value: LineValue) => onChange({ value, proof })
  const value = entry?.value
  const rate = value?.kind === 'rate' ? value.rate : null
  const required = source.from === 'entry' && source.proof === 'required'
  const count = (label: string, shown: number | null, change: (count: number) => void) => (
    <InputNumber
      aria-label={`${name}${label}`}
      placeholder={label}
      min={0}
      precision={0}
      value={shown}
      onChange={(entered) => entered !== null && change(entered)}
    />
  )
  return (
    <Flex vertical gap={4} className="performance-entry">
      {scoringMethods[method.kind].reads === 'rate' && (
        <Space>
          {count('分子', rate?.numerator ?? null, (numerator) =>
            put({ kind: 'rate', rate: { numerator, denominator: rate?.denominator ?? 0 } }),
          )}
          ÷
          {count('分母', rate?.denominator ?? null, (denominator) =>
            put({ kind: 'rate', rate: { numerator: rate?.numerator ?? 0, denominator } }),
          )}
        </Space>
      )}
      {scoringMethods[method.kind].reads === 'cases' &&
        count('次数', value?.kind === 'cases' ? value.cases : null, (cases) => put({ kind: 'cases', cases }))}
      {scoringMethods[method.kind].reads === 'answer' && (
        <Radio.Group
          aria-label={name}
          value={value?.kind === 'answer' ? value.yes : null}
          onChange={({ target }) => put({ kind: 'answer', yes: target.value })}
          options={[
            { value: true, label: '是' },
            { value: false, label: '否' },
          ]}
        />
      )}
      <Input
        aria-label={`${name}依据`}
        placeholder={required ? '依据或证明材料（必填）' : '依据或证明材料'}
        maxLength={300}
        value={proof}
        disabled={!value}
        onChange={({ target }) => value && onChange({ value, proof: target.value })}
      />
    </Flex>
  )
}
