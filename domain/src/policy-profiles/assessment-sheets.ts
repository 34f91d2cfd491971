import { indicatorsIn } from '../indicators/own-indicator.ts'
import { type CaseKind, caseKinds } from '../performance/assessed-cases.ts'
import {
  type AssessmentSheet,
  assessedKinds,
  cadences,
  type Grade,
  type SheetLine,
} from '../performance/assessment-sheet.ts'
import { methodOf } from '../performance/method-text.ts'
import { methodWords } from '../performance/method-words.ts'
import type { Own, PolicyField } from '../policy/policy-fields.ts'

type FlatLine = {
  sheet: string
  section: string
  sectionName: string
  code: string
  name: string
  weight: number
  method: string
  indicator: string | null
  ask: string
  proof: 'required' | 'optional'
}
type FlatSheet = Pick<AssessmentSheet, 'code' | 'name' | 'assessed' | 'cadence' | 'source'> & {
  grades: readonly Grade[]
}
type Flat = { sheets: FlatSheet[]; lines: FlatLine[] }

/** Before a kind of cases, where a line names it in the place of a figure. */
const CASES = 'cases:'

/** Assessment sheets in two tables: the sheets, and their lines with the method in words. */
export function flatSheets(sheets: readonly AssessmentSheet[]): Flat {
  return {
    sheets: sheets.map(({ code, name, assessed, cadence, source, grades }) => ({
      code,
      name,
      assessed,
      cadence,
      source,
      grades,
    })),
    lines: sheets.flatMap(({ code: sheet, sections }) =>
      sections.flatMap(({ code: section, name: sectionName, lines }) =>
        lines.map(({ code, name, weight, method, value }) => ({
          sheet,
          section,
          sectionName,
          code,
          name,
          weight,
          method: methodWords(method),
          indicator:
            value.from === 'indicator'
              ? value.indicator
              : value.from === 'cases'
                ? `${CASES}${value.cases}`
                : null,
          ask: value.from === 'entry' ? value.ask : '',
          proof: value.from === 'entry' ? value.proof : 'optional',
        })),
      ),
    ),
  }
}

/** Lines of which the words say no method. */
export function unreadMethods(flat: unknown): string[] {
  return (flat as Flat).lines
    .filter(({ method }) => methodOf(method) === null)
    .map(({ code, method }) => `${code} 计分：“${method}”看不懂，请照其他行的写法`)
}

/** As they were before {@link flatSheets}. */
export function sheetsOf(flat: unknown, before: readonly AssessmentSheet[]): AssessmentSheet[] {
  const { sheets, lines } = flat as Flat
  return sheets.map((sheet) => {
    const held = before.find(({ code }) => code === sheet.code)
    const own = lines.filter((line) => line.sheet === sheet.code)
    const sections = [...new Set(own.map(({ section }) => section))].map((code) => ({
      code,
      name: own.find(({ section }) => section === code)!.sectionName,
      lines: own.filter(({ section }) => section === code).map(lineOf),
    }))
    return { ...held, ...sheet, sections }
  })
}

function lineOf({ code, name, weight, method, indicator, ask, proof }: FlatLine): SheetLine {
  const value: SheetLine['value'] =
    indicator === null
      ? { from: 'entry', ask, proof }
      : indicator.startsWith(CASES)
        ? { from: 'cases', cases: indicator.slice(CASES.length) as CaseKind }
        : {
            from: 'indicator',
            indicator: indicator as Extract<SheetLine['value'], { from: 'indicator' }>['indicator'],
          }
  return { code, name, weight, method: methodOf(method) ?? { kind: 'all-or-nothing' }, value }
}

export function sheetFields(own: Own): readonly PolicyField[] {
  const figures = Object.fromEntries([
    ...indicatorsIn(own).map(({ code, name }) => [code, name]),
    ...Object.entries(caseKinds).map(([kind, { name }]) => [`${CASES}${kind}`, `计数：${name}`]),
  ])
  return [
    {
      kind: 'rows',
      path: ['sheets'],
      label: '考核表',
      columns: [
        { kind: 'text', path: ['code'], label: '代码' },
        { kind: 'text', path: ['name'], label: '名称' },
        { kind: 'choice', path: ['assessed'], label: '考核谁', options: assessedKinds },
        { kind: 'choice', path: ['cadence'], label: '周期', options: cadences },
        {
          kind: 'rows',
          path: ['grades'],
          label: '等次',
          columns: [
            { kind: 'text', path: ['name'], label: '等次' },
            { kind: 'number', path: ['fromPoints'], label: '分及以上', unit: '分', decimals: 2 },
          ],
          keyOf: (row) => String(row.name),
          blank: () => ({ name: '', fromPoints: 0 }),
        },
        { kind: 'text', path: ['source'], label: '依据' },
      ],
      keyOf: (row) => String(row.code),
      blank: () => ({ code: '', name: '', assessed: 'team', cadence: 'quarter', source: '', grades: [] }),
    },
    {
      kind: 'rows',
      path: ['lines'],
      label: '考核指标',
      columns: [
        { kind: 'text', path: ['sheet'], label: '考核表代码' },
        { kind: 'text', path: ['section'], label: '部分' },
        { kind: 'text', path: ['sectionName'], label: '部分名称' },
        { kind: 'text', path: ['code'], label: '编号' },
        { kind: 'text', path: ['name'], label: '指标' },
        { kind: 'number', path: ['weight'], label: '分值', unit: '分', decimals: 2 },
        { kind: 'text', path: ['method'], label: '计分' },
        { kind: 'choice', path: ['indicator'], label: '系统指标', options: figures, optional: '填报' },
        { kind: 'text', path: ['ask'], label: '填报内容' },
        {
          kind: 'choice',
          path: ['proof'],
          label: '填报依据',
          options: { required: '必填', optional: '可不填' },
        },
      ],
      keyOf: (row) => `${row.sheet}/${row.code}`,
      blank: () => ({
        sheet: '',
        section: 'A',
        sectionName: '',
        code: '',
        name: '',
        weight: 0,
        method: '',
        indicator: null,
        ask: '',
        proof: 'optional',
      }),
    },
  ]
}
