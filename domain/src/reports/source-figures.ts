import type { Rate } from '../indicators/rate.ts'

/** A percentage as one of the source documents prints it, with the counts beside it. */
export type SourceFigure = {
  /** Number in requirements-from-seeds.md §33. */
  number: string
  /** The document, as the people who wrote it would name it. */
  from: string
  name: string
  rate: Rate
  /** Percent as printed; null where the document gives the counts only. */
  stated: number | null
  /** What is to be known about it. */
  remark: string
}

/**
 * The headline figures of the documents that the service was read from, recomputed. They stand on the page that explains
 * how figures are counted: the same definition, the same rounding, and where a printed one was cut or wrong.
 */
export const sourceFigures: readonly SourceFigure[] = [
  {
    number: 'F03',
    from: '乡镇卫生院经验材料',
    name: '家庭签约率',
    rate: { numerator: 3731, denominator: 6480 },
    stated: null,
    remark: '材料只有户数，没有算率。',
  },
  {
    number: 'F05',
    from: '社区卫生服务中心经验材料',
    name: '签约率',
    rate: { numerator: 4454, denominator: 11_416 },
    stated: 39,
    remark: '四舍五入后一致。',
  },
  {
    number: 'F06',
    from: '社区卫生服务中心经验材料',
    name: '重点人群签约率',
    rate: { numerator: 1300, denominator: 3188 },
    stated: 40,
    remark: '原文截去了小数，四舍五入应为41%；原文“比例占”说的是签约率，不是重点人群占人口的比例。',
  },
  {
    number: 'F08',
    from: '卫生院工作总结（一）',
    name: '签约率',
    rate: { numerator: 22_444, denominator: 52_000 },
    stated: null,
    remark: '总结只有人数，没有算率。',
  },
  {
    number: 'F11',
    from: '卫生院工作总结（二）',
    name: '重点人群签约率',
    rate: { numerator: 8280, denominator: 13_482 },
    stated: 61.4,
    remark: '一致。',
  },
  {
    number: 'F12',
    from: '卫生院工作总结（二）',
    name: '重点人群履约率',
    rate: { numerator: 4300, denominator: 8280 },
    stated: 51,
    remark: '分母是已签约的人；原文截去了小数，四舍五入应为52%。',
  },
  {
    number: 'F13',
    from: '卫生院工作总结（二）',
    name: '建档立卡贫困人口签约率',
    rate: { numerator: 2302, denominator: 2447 },
    stated: 90.7,
    remark: '原文算错：90.7%相当于签约2219人。',
  },
  {
    number: 'F14',
    from: '卫生院工作总结（二）',
    name: '建档立卡贫困人口履约率',
    rate: { numerator: 800, denominator: 2302 },
    stated: 34,
    remark: '原文截去了小数，四舍五入应为35%。',
  },
]
