import { type IndicatorDefinition, indicators } from '../indicators/indicator.ts'
import { contractColumns } from '../reports/contract-table.ts'

/** 单位、期间 of a report, as a template may name them. */
const reportWords = {
  单位名称: 'unit-name',
  报告期: 'period',
  统计日: 'counted-on',
  制表日期: 'printed-on',
} as const

/** 指标的哪一部分: the rate itself when none is named. */
const parts = { 分子: 'numerator', 分母: 'denominator', 差距: 'gap', 目标: 'target' } as const

/** 本单位, each unit directly below (the row is repeated), or one unit below by its name. */
export type BoundPlace = { kind: 'own' } | { kind: 'below' } | { kind: 'named'; name: string }

/** What one `{{…}}` of a template asks for. */
export type Binding =
  | { kind: 'word'; word: (typeof reportWords)[keyof typeof reportWords] }
  | { kind: 'place-name'; place: BoundPlace }
  /** Position of a unit below among its neighbours, from 1. */
  | { kind: 'row-number'; place: BoundPlace }
  | { kind: 'count'; column: string; place: BoundPlace }
  | {
      kind: 'indicator'
      code: IndicatorDefinition['code']
      part: 'value' | (typeof parts)[keyof typeof parts]
      place: BoundPlace
    }

const byName = new Map(indicators.map((indicator) => [indicator.name, indicator]))
const columnByHeader = new Map(contractColumns.map((column) => [column.header, column]))

/** Every `{{…}}` of a cell's text, inner text only. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, inner]) => inner!)
}

/**
 * 占位符: `{{签约率@本单位}}`, `{{签约率.分子@下级}}`, `{{签约人数@东岭镇}}`, `{{报告期}}`; without `@` it is one's own unit's.
 * @param inner what stands between the braces
 * @returns the binding, or in words why it is none
 */
export function bindingOf(inner: string): Binding | { unknown: string } {
  const [asked, placeName, ...more] = inner.split(/[@＠]/).map((text) => text.trim())
  if (!asked || more.length > 0) return { unknown: `“{{${inner}}}”的写法应为“{{指标@单位}}”。` }
  const word = Object.entries(reportWords).find(([name]) => name === asked)
  if (word) return { kind: 'word', word: word[1] }
  const place = placeOf(placeName)
  if (asked === '单位') return { kind: 'place-name', place }
  if (asked === '序号') return { kind: 'row-number', place }
  const column = columnByHeader.get(asked)
  if (column) return { kind: 'count', column: column.code, place }
  const [name, partName] = splitPart(asked)
  const indicator = byName.get(name)
  if (!indicator) return { unknown: unknownWords(name) }
  if (partName === null) return { kind: 'indicator', code: indicator.code, part: 'value', place }
  const part = Object.entries(parts).find(([each]) => each === partName)
  if (!part) {
    return { unknown: `“${asked}”：“.”后面应是分子、分母、差距或目标。` }
  }
  return { kind: 'indicator', code: indicator.code, part: part[1], place }
}

function placeOf(name: string | undefined): BoundPlace {
  if (!name || name === '本单位') return { kind: 'own' }
  return name === '下级' ? { kind: 'below' } : { kind: 'named', name }
}

/** A name of an indicator may have a dot of its own; what follows the last one is the part. */
function splitPart(asked: string): [string, string | null] {
  if (byName.has(asked)) return [asked, null]
  const at = Math.max(asked.lastIndexOf('.'), asked.lastIndexOf('．'))
  return at < 0 ? [asked, null] : [asked.slice(0, at), asked.slice(at + 1)]
}

function unknownWords(name: string): string {
  const known = [...byName.keys(), ...columnByHeader.keys(), ...Object.keys(reportWords), '单位', '序号']
  const near = known
    .map((each) => ({ each, alike: likeness(each, name) }))
    .filter(({ alike }) => alike >= 0.5)
    .toSorted((a, b) => b.alike - a.alike)
    .slice(0, 3)
    .map(({ each }) => `“${each}”`)
  const hint = near.length === 0 ? '可用的名称见占位符清单' : `是否想写${near.join('、')}`
  return `“${name}”不是系统中的指标或报表栏目，${hint}。`
}

/** Characters in common, against all of both: 0 to 1. */
function likeness(a: string, b: string): number {
  const of = new Set(a)
  const shared = [...new Set(b)].filter((character) => of.has(character)).length
  return shared / new Set([...a, ...b]).size
}

/** 占位符清单: every name that a template may use. */
export function knownPlaceholders(): { group: string; names: string[] }[] {
  return [
    { group: '报表', names: [...Object.keys(reportWords), '单位', '序号'] },
    { group: '指标（可加 .分子 .分母 .差距 .目标）', names: [...byName.keys()] },
    { group: '签约报表栏目', names: [...columnByHeader.keys()] },
  ]
}
