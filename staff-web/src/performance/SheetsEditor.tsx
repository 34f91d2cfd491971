import { policyBodies } from '@qianyue/api/policy.ts'
import {
  type AssessmentSheet,
  assessedKinds,
  cadences,
  linesOf,
  type SheetLine,
} from '@qianyue/domain/performance/assessment-sheet.ts'
import { Alert, Button, Card, Flex, Input, Select } from 'antd'
import { useState } from 'react'
import { withItem } from '../shell/with-item.ts'
import { EditLine } from './EditLine.tsx'
import { GradesEditor } from './GradesEditor.tsx'
import { SheetTable, sumOf } from './SheetTable.tsx'

type Open = { section: number; line: number }

const blank: SheetLine = {
  code: '',
  name: '',
  weight: 0,
  method: { kind: 'proportional', targetPercent: 100 },
  value: { from: 'entry', ask: '', proof: 'required' },
}

const emptySheet = (): AssessmentSheet => ({
  code: `sheet-${Date.now().toString(36)}`,
  name: '新考核表',
  assessed: 'team',
  cadence: 'quarter',
  sections: [{ code: 'A', name: '工作数量', lines: [] }],
  grades: [
    { name: '优秀', fromPoints: 90 },
    { name: '合格', fromPoints: 60 },
    { name: '不合格', fromPoints: 0 },
  ],
  source: '县级考核办法',
})

/** The county's sheets: lines one by one, sections, grades, a further sheet empty or as a copy. */
export function SheetsEditor({
  sheets,
  opened,
  onChange,
}: {
  sheets: readonly AssessmentSheet[]
  opened?: string | undefined
  onChange: (sheets: readonly AssessmentSheet[]) => void
}) {
  const [at, setAt] = useState(
    Math.max(
      0,
      sheets.findIndex(({ code }) => code === opened),
    ),
  )
  const [open, setOpen] = useState<Open | null>(null)
  const sheet = sheets[at]
  const add = (one: AssessmentSheet) => {
    onChange([...sheets, one])
    setAt(sheets.length)
  }
  if (!sheet) return <Button onClick={() => add(emptySheet())}>新建考核表</Button>
  const put = (change: Partial<AssessmentSheet>) => onChange(withItem(sheets, at, { ...sheet, ...change }))
  const putSection = (index: number, change: Partial<AssessmentSheet['sections'][number]>) =>
    put({ sections: withItem(sheet.sections, index, { ...sheet.sections[index]!, ...change }) })
  const linesIn = (section: number) => sheet.sections[section]!.lines
  const issues = policyBodies['assessment-sheets'].safeParse(sheets).error?.issues ?? []
  const faults = issues.map(({ path, message: words }) => placeWords(sheets, path) + words)
  return (
    <div className="performance">
      <Flex gap={8} wrap align="center">
        <Select
          aria-label="考核表"
          style={{ minWidth: 220 }}
          value={at}
          onChange={setAt}
          options={sheets.map(({ name }, value) => ({ value, label: name }))}
        />
        <Button onClick={() => add(emptySheet())}>新建考核表</Button>
        <Button
          onClick={() =>
            add({ ...sheet, code: `sheet-${Date.now().toString(36)}`, name: `${sheet.name}（副本）` })
          }
        >
          复制为新表
        </Button>
        {sheets.length > 1 && (
          <Button
            danger
            onClick={() => {
              onChange(sheets.filter((_, index) => index !== at))
              setAt(0)
            }}
          >
            删除本表
          </Button>
        )}
      </Flex>
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
          <Input
            aria-label="考核依据"
            style={{ width: 240 }}
            value={sheet.source}
            maxLength={200}
            onChange={({ target }) => put({ source: target.value })}
          />
          <b>合计 {sumOf(linesOf(sheet))} 分</b>
        </Flex>
        <GradesEditor grades={sheet.grades} onChange={(grades) => put({ grades })} />
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
        onAdd={(section) => setOpen({ section, line: linesIn(section).length })}
        onDelete={(section, line) =>
          putSection(section, { lines: linesIn(section).filter((_, index) => index !== line) })
        }
        onRename={(section, name) => putSection(section, { name })}
        onRemove={(section) => put({ sections: sheet.sections.filter((_, index) => index !== section) })}
      />
      <div>
        <Button
          onClick={() =>
            put({ sections: [...sheet.sections, { code: nextCode(sheet), name: '新类别', lines: [] }] })
          }
        >
          增加一类
        </Button>
      </div>
      {open && (
        <EditLine
          line={linesIn(open.section)[open.line] ?? blank}
          onClose={() => setOpen(null)}
          onDone={(line) => {
            const lines = linesIn(open.section)
            putSection(open.section, {
              lines: open.line < lines.length ? withItem(lines, open.line, line) : [...lines, line],
            })
            setOpen(null)
          }}
        />
      )}
    </div>
  )
}

/** The first letter that no section has. */
function nextCode({ sections }: AssessmentSheet): string {
  const taken = new Set(sections.map(({ code }) => code))
  return [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !taken.has(letter)) ?? `Z${sections.length}`
}

/** Where something is wrong, as the sheet names it. */
function placeWords(sheets: readonly AssessmentSheet[], path: readonly PropertyKey[]): string {
  const [at, , section, , line] = path as [number?, string?, number?, string?, number?]
  const sheet = at === undefined ? undefined : sheets[at]
  if (!sheet) return ''
  const named = section === undefined || line === undefined ? undefined : sheet.sections[section]?.lines[line]
  return named ? `${sheet.name} ${named.code} ${named.name}：` : `${sheet.name}：`
}
