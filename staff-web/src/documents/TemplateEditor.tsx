import { saveTemplateText } from '@qianyue/api/documents.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { templateProblems } from '@qianyue/domain/documents/check-template.ts'
import { defaultTexts } from '@qianyue/domain/documents/default-texts.ts'
import { fieldsOf, requiredFields } from '@qianyue/domain/documents/document-fields.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { DayPicker } from '@qianyue/ui/forms/DayPicker.tsx'
import { templateProblemWords } from '@qianyue/ui/words/document-problems.ts'
import { Alert, App, Button, Flex, Form, Input, Popconfirm, Tooltip } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import dayjs, { type Dayjs } from 'dayjs'
import { useRef, useState } from 'react'
import type { Template } from './DocumentTemplatesPage.tsx'
import { TemplatePaper } from './TemplatePaper.tsx'

type Props = { template: Template; text: string; onText: (text: string) => void; onDone: () => void }

/** Writing a text: fields are put in with a press, and what is wrong is said as it is typed. */
export function TemplateEditor({ template, text, onText, onDone }: Props) {
  const { kind } = template
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [from, setFrom] = useState<Dayjs>(() => dayjs(dayInShanghai(new Date())))
  const [note, setNote] = useState('')
  const area = useRef<TextAreaRef>(null)
  const save = useSend(saveTemplateText)
  const problems = templateProblems(kind, text)

  const insert = (written: string) => {
    const box = area.current?.resizableTextArea?.textArea
    if (!box) return
    const [start, end] = [box.selectionStart, box.selectionEnd]
    onText(text.slice(0, start) + written + text.slice(end))
    requestAnimationFrame(() => {
      box.focus()
      box.setSelectionRange(start + written.length, start + written.length)
    })
  }
  const submit = async () => {
    try {
      await save.mutateAsync({ kind, id, text, effectiveFrom: from.format('YYYY-MM-DD'), note })
      message.success(`已保存，自 ${from.format('YYYY-MM-DD')} 起使用`)
      onDone()
    } catch (error) {
      message.error((error as Error).message)
    }
  }

  return (
    <div className="template-editor">
      <Flex vertical>
        <section aria-label="字段" className="template-fields">
          {Object.entries(fieldsOf(kind)).map(([field, { shape, meaning }]) => (
            <Tooltip key={field} title={meaning}>
              <Button
                size="small"
                {...(requiredFields[kind].includes(field) ? { type: 'primary' as const, ghost: true } : {})}
                onClick={() => insert(shape === 'block' ? `\n{{${field}}}\n` : `{{${field}}}`)}
              >
                {field}
              </Button>
            </Tooltip>
          ))}
        </section>
        <div className="template-text">
          <Input.TextArea
            ref={area}
            aria-label="文书文本"
            value={text}
            onChange={(event) => onText(event.target.value)}
            autoSize={{ minRows: 18, maxRows: 30 }}
            {...(problems.length > 0 ? { status: 'error' as const } : {})}
          />
        </div>
        {problems.length > 0 && (
          <ul className="template-problems" role="alert">
            {problems.map((problem) => (
              <li key={JSON.stringify(problem)}>{templateProblemWords(problem)}</li>
            ))}
          </ul>
        )}
        <Alert
          style={{ margin: '8px 0' }}
          type="info"
          message="# 大标题　## 条标题　> 加框提示　**粗体**　【居中】【居右】【顶格】写在行首　【分页】单独一行。蓝框字段必须保留。"
        />
        <Form layout="inline" onFinish={submit} style={{ rowGap: 8 }}>
          <Form.Item label="生效日期" required>
            <DayPicker
              value={from}
              allowClear={false}
              disabledDate={(day) => day.format('YYYY-MM-DD') < dayInShanghai(new Date())}
              onChange={(day) => day && setFrom(day)}
            />
          </Form.Item>
          <Form.Item label="说明">
            <Input
              value={note}
              maxLength={200}
              onChange={(event) => setNote(event.target.value)}
              placeholder="如 按县卫健〔2026〕12号修改"
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={save.isPending} disabled={problems.length > 0}>
            保存新版本
          </Button>
          <Button onClick={onDone}>取消</Button>
          <Popconfirm title="用自带文本替换正在编辑的内容？" onConfirm={() => onText(defaultTexts[kind])}>
            <Button type="text">恢复自带文本</Button>
          </Popconfirm>
        </Form>
      </Flex>
      <TemplatePaper kind={kind} text={text} />
    </div>
  )
}
