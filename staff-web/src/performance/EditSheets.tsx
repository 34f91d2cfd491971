import { policyBodies, savePolicy } from '@qianyue/api/policies.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import {
  type AssessmentSheet,
  assessedKinds,
  cadences,
  linesOf,
  type SheetLine,
} from '@qianyue/domain/performance/assessment-sheet.ts'
import { newId, useSend } from '@qianyue/ui/calls/hooks.ts'
import { Alert, App, Button, Card, DatePicker, Flex, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { PageTitle } from '../shell/PageTitle.tsx'
import { EditLine } from './EditLine.tsx'
import { SheetTable, sumOf } from './SheetTable.tsx'

type Open = { section: number; line: number }

const blank: SheetLine = {
  code: '',
  name: '',
  weight: 0,
  method: { kind: 'proportional', targetPercent: 100 },
  value: { from: 'entry', ask: '', proof: 'required' },
}

/** A new version of the county's sheets: lines one by one, a further sheet as a copy; faults are told before it is saved. */
export function EditSheets({
  sheets,
  opened,
  onDone,
}: {
  sheets: readonly AssessmentSheet[]
  opened: string | undefined
  onDone: () => void
}) {
  const { message } = App.useApp()
  const [id] = useState(newId)
  const [draft, setDraft] = useState(sheets)
  const [at, setAt] = useState(
    Math.max(
      0,
      sheets.findIndex(({ code }) => code === opened),
    ),
  )
  const [open, setOpen] = useState<Open | null>(null)
  const [validFrom, setValidFrom] = useState<string>(dayInShanghai(new Date()))
  const [source, setSource] = useState('')
  const save = useSend(savePolicy)
  const sheet = draft[at]!
  const put = (change: Partial<AssessmentSheet>) => setDraft(draft.with(at, { ...sheet, ...change }))
  const putLines = (section: number, change: (lines: readonly SheetLine[]) => SheetLine[]) =>
    put({
      sections: sheet.sections.with(section, {
        ...sheet.sections[section]!,
        lines: change(sheet.sections[section]!.lines),
      }),
    })
  const issues = policyBodies['assessment-sheets'].safeParse(draft).error?.issues ?? []
  const faults = issues.map(({ path, message: words }) => placeWords(draft, path) + words)
  const copy = () => {
    setDraft([
      ...draft,
      { ...sheet, code: `sheet-${Date.now().toString(36)}`, name: `${sheet.name}（副本）` },
    ])
    setAt(draft.length)
  }
  const submit = () =>
    save.mutate(
      { id, kind: 'assessment-sheets', validFrom, source, body: draft },
      {
        onSuccess: () => {
          message.success('已保存')
          onDone()
        },
      },
    )
  return (
    <div className="performance">
      <PageTitle title="考核表：新版本">
        <Flex gap={8} wrap>
          <Select
            aria-label="考核表"
            value={at}
            onChange={setAt}
            options={draft.map(({ name }, value) => ({ value, label: name }))}
          />
          <Button onClick={copy}>复制为新表</Button>
          {draft.length > 1 && (
            <Button
              danger
              onClick={() => {
                setDraft(draft.filter((_, index) => index !== at))
                setAt(0)
              }}
            >
              删除本表
            </Button>
          )}
        </Flex>
      </PageTitle>
      <Card size="small">
        <Flex gap={12} wrap align="center">
          <Input
            aria-label="考核表名称"
            style={{ width: 280 }}
            value={sheet.name}
            maxLength={200}
            onChange={({ target }) => put({ name: target.value })}
          />
          <Select
            aria-label="考核对象"
            value={sheet.assessed}
            onChange={(assessed) => put({ assessed })}
            options={(['team', 'village', 'township'] as const).map((value) => ({
              value,
              label: `考核${assessedKinds[value]}`,
            }))}
          />
          <Select
            aria-label="考核周期"
            value={sheet.cadence}
            onChange={(cadence) => put({ cadence })}
            options={Object.entries(cadences).map(([value, label]) => ({
              value: value as AssessmentSheet['cadence'],
              label,
            }))}
          />
          <b>合计 {sumOf(linesOf(sheet))} 分</b>
        </Flex>
        <Flex gap={12} wrap align="center" style={{ marginTop: 12 }}>
          {sheet.grades.map((grade, index) => (
            <span key={grade.name}>
              {grade.name}{' '}
              <InputNumber
                aria-label={`${grade.name}起始分`}
                min={0}
                max={100}
                value={grade.fromPoints}
                onChange={(fromPoints) =>
                  put({ grades: sheet.grades.with(index, { ...grade, fromPoints: fromPoints ?? 0 }) })
                }
                suffix="分起"
              />
            </span>
          ))}
        </Flex>
      </Card>
      {faults.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={`有 ${faults.length} 处需要修改`}
          description={faults.map((words) => <div key={words}>{words}</div>)}
        />
      )}
      <SheetTable
        sheet={sheet}
        onEdit={(section, line) => setOpen({ section, line })}
        onAdd={(section) => setOpen({ section, line: sheet.sections[section]!.lines.length })}
        onDelete={(section, line) => putLines(section, (lines) => lines.filter((_, index) => index !== line))}
      />
      {open && (
        <EditLine
          line={sheet.sections[open.section]!.lines[open.line] ?? blank}
          onClose={() => setOpen(null)}
          onDone={(line) => {
            putLines(open.section, (lines) =>
              open.line < lines.length ? lines.with(open.line, line) : [...lines, line],
            )
            setOpen(null)
          }}
        />
      )}
      {save.error && (
        <Alert
          type="error"
          showIcon
          title={save.error.message}
          description={Object.values(save.error.fields).join('；') || undefined}
        />
      )}
      <Card size="small">
        <div className="performance-save">
          <span>执行日期</span>
          <DatePicker
            aria-label="执行日期"
            allowClear={false}
            value={dayjs(validFrom)}
            onChange={(day) => day && setValidFrom(day.format('YYYY-MM-DD'))}
          />
          <span>文件</span>
          <Input
            aria-label="文件"
            placeholder="文件名称或文号"
            style={{ width: 260 }}
            maxLength={200}
            value={source}
            onChange={({ target }) => setSource(target.value)}
          />
          <Button onClick={onDone}>取消</Button>
          <Button
            type="primary"
            disabled={faults.length > 0 || source.trim().length < 2 || draft === sheets}
            loading={save.isPending}
            onClick={submit}
          >
            保存为新版本
          </Button>
        </div>
      </Card>
    </div>
  )
}

/** Where something is wrong, as the sheet names it. */
function placeWords(sheets: readonly AssessmentSheet[], path: readonly PropertyKey[]): string {
  const [at, , section, , line] = path as [number?, string?, number?, string?, number?]
  const sheet = at === undefined ? undefined : sheets[at]
  if (!sheet) return ''
  const named = section === undefined || line === undefined ? undefined : sheet.sections[section]?.lines[line]
  return named ? `${sheet.name} ${named.code} ${named.name}：` : `${sheet.name}：`
}
