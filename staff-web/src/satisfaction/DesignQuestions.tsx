import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { measureNames, type SurveyMeasure } from '@qianyue/domain/satisfaction/survey.ts'
import { Button, Card, Flex, Input, Select, Switch } from 'antd'
import type { Surveys } from './SurveysPage.tsx'

export type Question = Surveys['questions'][number]

const kinds = { choice: '单选', choices: '多选', text: '填写' } as const

/** 问卷设计: each question with its answers, and which of them count as content or knowing. */
export function DesignQuestions({
  questions,
  onChange,
}: {
  questions: Question[]
  onChange: (questions: Question[]) => void
}) {
  const change = (index: number, part: Partial<Question>) =>
    onChange(questions.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const move = (index: number, by: number) => {
    const next = [...questions]
    const [one] = next.splice(index, 1)
    next.splice(index + by, 0, one!)
    onChange(next)
  }
  return (
    <Flex vertical gap={8}>
      {questions.map((question, index) => (
        <Card key={question.code} size="small">
          <Flex vertical gap={8}>
            <Flex gap={8} wrap align="center">
              <Input
                aria-label={`第 ${index + 1} 题`}
                style={{ flex: '1 1 260px' }}
                value={question.ask}
                maxLength={200}
                onChange={({ target }) => change(index, { ask: target.value })}
              />
              <Select
                aria-label={`第 ${index + 1} 题题型`}
                style={{ width: 84 }}
                value={question.kind}
                onChange={(kind) =>
                  change(index, { kind, ...(kind === 'choice' ? {} : { measures: null, good: [] }) })
                }
                options={Object.entries(kinds).map(([value, label]) => ({
                  value: value as Question['kind'],
                  label,
                }))}
              />
              <Switch
                aria-label={`第 ${index + 1} 题必答`}
                checkedChildren="必答"
                unCheckedChildren="选答"
                checked={question.required}
                onChange={(required) => change(index, { required })}
              />
              <Button
                aria-label={`第 ${index + 1} 题上移`}
                icon={<ArrowUpOutlined />}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <Button
                aria-label={`第 ${index + 1} 题下移`}
                icon={<ArrowDownOutlined />}
                disabled={index === questions.length - 1}
                onClick={() => move(index, 1)}
              />
              <Button
                aria-label={`删除第 ${index + 1} 题`}
                icon={<DeleteOutlined />}
                onClick={() => onChange(questions.filter((_, at) => at !== index))}
              />
            </Flex>
            {question.kind !== 'text' && (
              <Flex gap={8} wrap>
                <Select
                  mode="tags"
                  aria-label={`第 ${index + 1} 题选项`}
                  placeholder="选项，输入后回车"
                  style={{ flex: '2 1 280px' }}
                  value={question.answers}
                  onChange={(answers) =>
                    change(index, { answers, good: question.good.filter((one) => answers.includes(one)) })
                  }
                />
                {question.kind === 'choice' && (
                  <Select<SurveyMeasure | 'none'>
                    aria-label={`第 ${index + 1} 题计入`}
                    style={{ width: 120 }}
                    value={question.measures ?? 'none'}
                    onChange={(measures) =>
                      change(index, { measures: measures === 'none' ? null : measures })
                    }
                    options={[
                      { value: 'none', label: '不计入' },
                      ...Object.entries(measureNames).map(([value, label]) => ({
                        value: value as SurveyMeasure,
                        label,
                      })),
                    ]}
                  />
                )}
                {question.measures !== null && (
                  <Select
                    mode="multiple"
                    aria-label={`第 ${index + 1} 题算满意或知晓的答案`}
                    placeholder="哪些答案算"
                    style={{ flex: '1 1 160px' }}
                    value={question.good}
                    onChange={(good) => change(index, { good })}
                    options={question.answers.map((value) => ({ value, label: value }))}
                  />
                )}
              </Flex>
            )}
          </Flex>
        </Card>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => onChange([...questions, blank(questions)])}>
        添加问题
      </Button>
    </Flex>
  )
}

function blank(questions: readonly Question[]): Question {
  let number = questions.length + 1
  while (questions.some(({ code }) => code === `question-${number}`)) number++
  return {
    code: `question-${number}`,
    ask: '',
    kind: 'choice',
    answers: ['很满意', '满意', '一般', '不满意', '很不满意'],
    measures: 'satisfaction',
    good: ['很满意', '满意'],
    required: false,
  }
}
