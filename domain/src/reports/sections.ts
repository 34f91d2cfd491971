/** One more table of a report: counts by the codes of its columns. Whole numbers. */
export type ReportSection = {
  code: string
  title: string
  /** How it is counted, under the table. */
  note: string
  /** What a row is about: 单位, 血压分级. */
  rowHeader: string
  columns: { code: string; header: string }[]
  rows: { key: string; label: string; counts: Record<string, number> }[]
}

/** Services that the table of chronic work counts, each by how it was done. Source: performance-and-funds.md §6.3 (CHIS). */
export const workloadServices = {
  'hypertension-follow-up': '高血压随访',
  'type2-diabetes-follow-up': '糖尿病随访',
  'health-assessment': '健康体检',
} as const

type WorkloadForm = keyof typeof workloadServices

const ways = { clinic: '门诊', home: '入户', other: '电话等' } as const

/** Services of one unit that count alike. */
export type WorkCount = { unitCode: number; form: WorkloadForm; mode: string; services: number }

/**
 * 慢病服务工作量: what each unit did in the period, by clinic, home and telephone.
 * @param places in the order in which they are shown, each with the range of units that it adds up
 */
export function workloadSection(
  places: readonly { key: string; label: string; from: number; to: number }[],
  work: readonly WorkCount[],
): ReportSection {
  const forms = Object.entries(workloadServices) as [WorkloadForm, string][]
  const columns = forms.flatMap(([form, name]) => [
    ...(Object.entries(ways) as [string, string][]).map(([way, words]) => ({
      code: `${form}.${way}`,
      header: `${name}（${words}）`,
    })),
    { code: form, header: `${name}合计` },
  ])
  return {
    code: 'workload',
    title: '慢病服务工作量',
    note: '按服务机构和服务日期计数；撤销的记录不计。机关、乡镇直接做的服务计入所在乡镇合计。',
    rowHeader: '单位',
    columns,
    rows: places.map(({ key, label, from, to }) => {
      const counts: Record<string, number> = Object.fromEntries(columns.map(({ code }) => [code, 0]))
      for (const { unitCode, form, mode, services } of work) {
        if (unitCode < from || unitCode > to) continue
        const way = mode === 'clinic' || mode === 'home' ? mode : 'other'
        counts[`${form}.${way}`]! += services
        counts[form]! += services
      }
      return { key, label, counts }
    }),
  }
}

/** 血压分级, by the higher of the two readings. Source: performance-and-funds.md §6.3 (CHIS, a Hangzhou yearly table). */
export const pressureBands = {
  normal: '正常（<140/90）',
  'grade-1': '1级（140～159/90～99）',
  'grade-2': '2级（160～179/100～109）',
  'grade-3': '3级（≥180/≥110）',
} as const

type PressureBand = keyof typeof pressureBands

export function pressureBand(systolicMmHg: number, diastolicMmHg: number): PressureBand {
  if (systolicMmHg >= 180 || diastolicMmHg >= 110) return 'grade-3'
  if (systolicMmHg >= 160 || diastolicMmHg >= 100) return 'grade-2'
  if (systolicMmHg >= 140 || diastolicMmHg >= 90) return 'grade-1'
  return 'normal'
}

/** 空腹血糖分段, mmol/L. Source: performance-and-funds.md §6.3 (CHIS). Below 4.4 is kept apart: the printed table leaves it out. */
export const glucoseBands = {
  low: '低于4.4',
  good: '4.4～6.1',
  fair: '>6.1～≤7.0',
  poor: '>7.0',
} as const

type GlucoseBand = keyof typeof glucoseBands

export function glucoseBand(fastingMmolL: number): GlucoseBand {
  if (fastingMmolL < 4.4) return 'low'
  if (fastingMmolL <= 6.1) return 'good'
  return fastingMmolL <= 7 ? 'fair' : 'poor'
}

/** 年度效果: 显效 from three follow-ups at target on, 有效 with two, 无效 with fewer. Source: performance-and-funds.md §6.3. */
const effects = { marked: '显效', some: '有效', none: '无效' } as const

export function effectOf(followUpsAtTarget: number): keyof typeof effects {
  if (followUpsAtTarget >= 3) return 'marked'
  return followUpsAtTarget === 2 ? 'some' : 'none'
}

/** People who stand alike over a year: first and last reading, and how many follow-ups reached the target. */
export type YearCount<Reading> = { first: Reading; last: Reading; atTarget: number; people: number }

/** 年度管理效果: people by band at the first and the last follow-up of the year, and by effect. */
export function effectSection<Reading, Band extends string>(
  {
    code,
    title,
    bands,
    bandOf,
  }: {
    code: string
    title: string
    bands: Readonly<Record<Band, string>>
    bandOf: (reading: Reading) => Band
  },
  people: readonly YearCount<Reading>[],
): ReportSection {
  const count = (keeps: (one: YearCount<Reading>) => boolean) =>
    people.filter(keeps).reduce((sum, one) => sum + one.people, 0)
  return {
    code,
    title,
    note: '本年有随访的人；年初、年末取本年第一次和最后一次随访的测值。达标随访3次及以上为显效，2次为有效，不足2次为无效。',
    rowHeader: '分级',
    columns: [
      { code: 'first', header: '年初人数' },
      { code: 'last', header: '年末人数' },
      { code: 'people', header: '人数' },
    ],
    rows: [
      ...(Object.entries(bands) as [Band, string][]).map(([band, label]) => ({
        key: band,
        label,
        counts: {
          first: count(({ first }) => bandOf(first) === band),
          last: count(({ last }) => bandOf(last) === band),
        },
      })),
      ...(Object.entries(effects) as [keyof typeof effects, string][]).map(([effect, label]) => ({
        key: effect,
        label,
        counts: { people: count(({ atTarget }) => effectOf(atTarget) === effect) },
      })),
    ],
  }
}
