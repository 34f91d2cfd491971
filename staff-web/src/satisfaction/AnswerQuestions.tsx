import { Checkbox, Form, Input, Radio } from 'antd'

export type Given = Record<string, string | string[]>

type Asked = {
  code: string
  ask: string
  kind: 'choice' | 'choices' | 'text'
  answers: string[]
  required: boolean
}

/** The questions to be answered, as staff type them in and as people see them behind a link. */
export function AnswerQuestions({
  questions,
  answers,
  onChange,
}: {
  questions: readonly Asked[]
  answers: Given
  onChange: (answers: Given) => void
}) {
  const put = (code: string, said: string | string[]) => onChange({ ...answers, [code]: said })
  return (
    <Form layout="vertical">
      {questions.map(({ code, ask, kind, answers: choices, required }, index) => {
        const given = answers[code]
        return (
          <Form.Item key={code} label={`${index + 1}. ${ask}`} required={required}>
            {kind === 'choice' && (
              <Radio.Group
                aria-label={ask}
                value={given}
                onChange={({ target }) => put(code, target.value as string)}
                options={choices}
              />
            )}
            {kind === 'choices' && (
              <Checkbox.Group
                aria-label={ask}
                value={Array.isArray(given) ? given : []}
                onChange={(said) => put(code, said)}
                options={choices}
              />
            )}
            {kind === 'text' && (
              <Input.TextArea
                aria-label={ask}
                rows={2}
                maxLength={500}
                value={typeof given === 'string' ? given : ''}
                onChange={({ target }) => put(code, target.value)}
              />
            )}
          </Form.Item>
        )
      })}
    </Form>
  )
}
