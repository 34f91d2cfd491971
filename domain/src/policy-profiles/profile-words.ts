import { payers } from '../packages/fee-split.ts'
import { packageTiers } from '../packages/package.ts'
import { caseKinds } from '../performance/assessed-cases.ts'
import {
  type AssessmentSheet,
  assessedKinds,
  cadences,
  linesOf,
  type SheetLine,
} from '../performance/assessment-sheet.ts'
import { methodWords } from '../performance/method-words.ts'
import { type Policy, type PolicyKind, policyKinds } from '../policy/policy.ts'
import { type PolicyField, policyFieldsIn } from '../policy/policy-fields.ts'
import { sameValue } from '../policy/same-value.ts'
import { type Difference, differences } from '../policy/value-words.ts'
import { populations } from '../populations/population.ts'
import type { AgreedItem } from '../residents/resident-facts.ts'
import { serviceModes } from '../service-records/service-mode.ts'
import { serviceName } from '../services/services.ts'
import { teamRoles } from '../teams/team.ts'
import type { InForce } from './profile.ts'

type ProfileDifference = Difference & { section: string }

/** What one bundle says otherwise than another, in the words of both (逐条比较). */
export function profileDifferences(before: InForce, after: InForce): ProfileDifference[] {
  const kinds = (Object.keys(policyKinds) as PolicyKind[]).filter(
    (kind) => !sameValue(before.policies[kind], after.policies[kind]),
  )
  return [
    ...differences([packageRows], flatPackages(before), flatPackages(after)).map((one) => ({
      ...one,
      section: '服务包',
    })),
    ...kinds.flatMap((kind) =>
      kindDifferences(kind, before.policies, after.policies).map((one) => ({
        ...one,
        section: policyKinds[kind],
      })),
    ),
  ]
}

function kindDifferences(kind: PolicyKind, was: Policy, is: Policy): Difference[] {
  const before: unknown = was[kind]
  const after: unknown = is[kind]
  if (kind === 'assessment-sheets') {
    return differences([sheetRows], flatSheets(before), flatSheets(after))
  }
  if (kind === 'local-forms') return differences([formRows], before, after)
  // What only one of the two knows by name is named in both.
  const own = {
    ages: is.ages,
    'own-services': [...was['own-services'], ...is['own-services']],
    'own-indicators': is['own-indicators'],
    'village-classes': is['village-classes'],
  }
  return differences(policyFieldsIn(kind, own), before, after)
}

const every: Record<AgreedItem['every'], string> = {
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  term: '签约期内',
  'on-need': '按需',
}

/** 每季度1次; 按需 */
function timesWords({ times, every: period }: Pick<AgreedItem, 'times' | 'every'>): string {
  return period === 'on-need' ? every[period] : `${every[period]}${times}次`
}

const groups: Record<string, string> = { general: '一般人群', 'special-need': '特需服务', ...populations }

/** Packages with what is nested in them in words, so that two of them are compared like rows of a policy. */
function flatPackages({ packages }: InForce): Record<string, unknown>[] {
  return packages.map(({ items, shares, needsAnyPopulation, ...one }) => ({
    ...one,
    needsAnyPopulation: [...needsAnyPopulation],
    shares: shares
      .map((share) =>
        'fen' in share
          ? `${payers[share.payer]}${(share.fen / 100).toFixed(2)}元`
          : `${payers[share.payer]}${share.basisPoints / 100}%`,
      )
      .join('、'),
    items: items
      .map((item) => {
        const by = item.by.map((role) => teamRoles[role]).join('/')
        const modes = item.modes.map((mode) => serviceModes[mode].name).join('/')
        const price = item.unitPriceFen > 0 ? ` ${(item.unitPriceFen / 100).toFixed(2)}元` : ''
        return `${serviceName(item.service)} ${timesWords(item)}（${by}；${modes}）${price}`
      })
      .join('；'),
  }))
}

const packageRows: PolicyField = {
  kind: 'rows',
  path: [],
  label: '服务包',
  columns: [
    { kind: 'text', path: ['name'], label: '名称' },
    { kind: 'choice', path: ['tier'], label: '层级', options: packageTiers },
    { kind: 'choice', path: ['group'], label: '人群', options: groups },
    { kind: 'number', path: ['yearlyPriceFen'], label: '年价格', unit: '元', decimals: 2, scale: 100 },
    { kind: 'text', path: ['items'], label: '项目' },
    { kind: 'text', path: ['shares'], label: '各方承担' },
    { kind: 'choices', path: ['needsAnyPopulation'], label: '只面向', options: populations, none: '不限' },
    { kind: 'choices', path: ['needsAnyPackage'], label: '须同时选', options: {}, none: '无' },
    { kind: 'choices', path: ['excludes'], label: '不能同时选', options: {}, none: '无' },
    { kind: 'number', path: ['maxPersons'], label: '限额', unit: '人', optional: '不限' },
  ],
  keyOf: (row) => String(row.code),
  blank: () => ({}),
}

/** A row for each line of each sheet, and one for the sheet itself. */
function flatSheets(sheets: unknown): Record<string, unknown>[] {
  return (sheets as readonly AssessmentSheet[]).flatMap((sheet) => [
    {
      key: sheet.code,
      sheet: sheet.name,
      line: '考核表',
      weight: null,
      method: `考核${assessedKinds[sheet.assessed]}，${cadences[sheet.cadence]}`,
      value: sheet.grades.map(({ name, fromPoints }) => `${name}${fromPoints}分起`).join('、'),
    },
    ...linesOf(sheet).map(({ code, name, weight, method, value }) => ({
      key: `${sheet.code}/${code}`,
      sheet: sheet.name,
      line: `${code} ${name}`,
      weight,
      method: methodWords(method),
      value: valueWords(value),
    })),
  ])
}

const sheetRows: PolicyField = {
  kind: 'rows',
  path: [],
  label: '考核表',
  columns: [
    { kind: 'text', path: ['sheet'], label: '考核表' },
    { kind: 'text', path: ['line'], label: '指标' },
    { kind: 'number', path: ['weight'], label: '分值', unit: '分', optional: '—' },
    { kind: 'text', path: ['method'], label: '计分' },
    { kind: 'text', path: ['value'], label: '取值' },
  ],
  keyOf: (row) => String(row.key),
  blank: () => ({}),
}

const formRows: PolicyField = {
  kind: 'rows',
  path: [],
  label: '地方表单',
  columns: [
    { kind: 'text', path: ['name'], label: '名称' },
    { kind: 'text', path: ['code'], label: '代码' },
  ],
  keyOf: (row) => JSON.stringify(row),
  blank: () => ({}),
}

function valueWords(value: SheetLine['value']): string {
  switch (value.from) {
    case 'indicator':
      return `系统指标 ${value.indicator}`
    case 'cases':
      return `系统计数 ${caseKinds[value.cases].name}`
    case 'entry':
      return `填报 ${value.ask}`
  }
}
