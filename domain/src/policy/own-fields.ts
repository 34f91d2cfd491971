import { ownIndicators } from '../indicators/flags.ts'
import { askedSigned, countedPeriods, ownConditions } from '../indicators/own-indicator.ts'
import { ownPopulationBases, ownPopulations } from '../populations/own-population.ts'
import { populations } from '../populations/population.ts'
import { evidenceKinds } from '../service-records/evidence-policy.ts'
import { serviceModes } from '../service-records/service-mode.ts'
import { serviceCategories, services } from '../services/services.ts'
import { teamRoles } from '../teams/team.ts'
import type { PolicyField } from './policy-fields.ts'

const names = (of: Record<string, { name: string }>): Record<string, string> =>
  Object.fromEntries(Object.entries(of).map(([code, { name }]) => [code, name]))

export const everyOptions = {
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  term: '签约期内',
  'on-need': '按需',
}

const among = (key: 'anyOf' | 'allOf' | 'noneOf', label: string): PolicyField => ({
  kind: 'choices',
  path: [key],
  label,
  options: populations,
  names: 'populations',
  none: '不问',
})

/** 县定人群: a row for each population that the county's notice names. */
export const ownPopulationField: PolicyField = {
  kind: 'rows',
  path: ['own'],
  label: '县定人群',
  note: '文件里另立的人群：按名单登记，或按年龄、性别、已有人群自动认定；用于重点人群、服务包、应尽服务和签约率',
  columns: [
    { kind: 'text', path: ['name'], label: '本县名称' },
    { kind: 'choice', path: ['by'], label: '认定办法', options: ownPopulationBases, optional: '按名单登记' },
    {
      kind: 'number',
      path: ['fromYears'],
      label: '年满',
      unit: '岁',
      optional: '不问',
      note: '以下条件只在“按条件认定”时有效',
    },
    {
      kind: 'number',
      path: ['untilYears'],
      label: '不满',
      unit: '岁',
      optional: '不问',
      note: '0～3岁填4，0～36个月填3',
    },
    { kind: 'choice', path: ['sex'], label: '性别', options: { male: '男', female: '女' }, optional: '不问' },
    among('anyOf', '属于其中之一'),
    among('allOf', '同时属于'),
    among('noneOf', '不属于'),
  ],
  keyOf: (row) => String(row.population),
  blank: (_, rows) => {
    const taken = new Set(rows.map(({ population }) => population))
    const population = ownPopulations.find((one) => !taken.has(one)) ?? ownPopulations[0]
    return { population, name: '', by: 'list' }
  },
}

/** 县定服务: a row for each service that the county adds to the catalogue. */
export const ownServiceFields: readonly PolicyField[] = [
  {
    kind: 'rows',
    path: [],
    label: '县定服务',
    note: '文件里另立的服务：写好后可用于服务包、应尽服务、积分、服务凭证、指标和记录表',
    columns: [
      {
        kind: 'text',
        path: ['name'],
        label: '服务名称',
        note: '2～30个字，不含空格和冒号；改名即为另一项服务',
      },
      { kind: 'choice', path: ['category'], label: '类别', options: serviceCategories },
      { kind: 'text', path: ['unit'], label: '计量单位', note: '次、小时、贴' },
      { kind: 'choices', path: ['by'], label: '谁来做', options: teamRoles, none: '不限' },
      { kind: 'choices', path: ['modes'], label: '方式', options: names(serviceModes), none: '不限' },
      { kind: 'yes-no', path: ['faceToFace'], label: '面对面', yes: '须面对面', no: '电话、线上也算' },
      { kind: 'choice', path: ['every'], label: '周期', options: everyOptions },
      { kind: 'number', path: ['times'], label: '每周期', unit: '次' },
      { kind: 'number', path: ['unitPriceFen'], label: '单价', unit: '元', decimals: 2, scale: 100 },
      { kind: 'number', path: ['points'], label: '积分', unit: '分', decimals: 2 },
      {
        kind: 'choices',
        path: ['evidence'],
        label: '服务凭证（有其一）',
        options: evidenceKinds,
        none: '不要求',
      },
      {
        kind: 'choices',
        path: ['populations'],
        label: '对象',
        options: populations,
        names: 'populations',
        none: '不限人群',
      },
    ],
    keyOf: (row) => String(row.name),
    blank: () => ({
      name: '',
      category: 'integrated',
      unit: '次',
      by: [],
      modes: [],
      faceToFace: true,
      every: 'on-need',
      times: 1,
      unitPriceFen: 0,
      points: 0,
      evidence: [],
      populations: [],
    }),
  },
]

/** 县定指标: a row for each figure that the county puts together. */
export const ownIndicatorFields: readonly PolicyField[] = [
  {
    kind: 'rows',
    path: [],
    label: '县定指标',
    note: '文件里另立的指标：写明问谁、要多少次哪些服务、还须满足什么，系统逐人计算；可设目标、进考核表、打开名单',
    columns: [
      { kind: 'text', path: ['name'], label: '指标名称' },
      {
        kind: 'choices',
        path: ['populations'],
        label: '分母：人群',
        options: populations,
        names: 'populations',
        none: '常住居民',
      },
      { kind: 'choice', path: ['signed'], label: '分母：签约', options: askedSigned },
      { kind: 'number', path: ['fromYears'], label: '分母：年满', unit: '岁', optional: '不问' },
      { kind: 'number', path: ['untilYears'], label: '分母：不满', unit: '岁', optional: '不问' },
      {
        kind: 'choices',
        path: ['services'],
        label: '分子：服务（其一）',
        options: names(services),
        names: 'services',
        none: '不问服务',
      },
      { kind: 'number', path: ['times'], label: '分子：至少', unit: '次' },
      { kind: 'choice', path: ['period'], label: '分子：统计期', options: countedPeriods },
      { kind: 'choices', path: ['modes'], label: '分子：方式', options: names(serviceModes), none: '不限' },
      { kind: 'choices', path: ['conditions'], label: '分子：并须', options: ownConditions, none: '无' },
      { kind: 'text', path: ['note'], label: '说明', note: '文件里的原话，显示在指标定义之后' },
    ],
    keyOf: (row) => String(row.indicator),
    blank: (_, rows) => {
      const taken = new Set(rows.map(({ indicator }) => indicator))
      const indicator = ownIndicators.find((one) => !taken.has(one)) ?? ownIndicators[0]
      return {
        indicator,
        name: '',
        note: '',
        populations: [],
        signed: 'signed',
        fromYears: null,
        untilYears: null,
        services: [],
        modes: [],
        times: 1,
        period: 'year',
        conditions: [],
      }
    },
  },
]

/** 未签约原因: the words that can be chosen at the door and at the desk. */
export const unsignedReasonFields: readonly PolicyField[] = [
  {
    kind: 'rows',
    path: [],
    label: '未签约原因',
    columns: [{ kind: 'text', path: ['name'], label: '原因' }],
    keyOf: (row) => String(row.name),
    blank: () => ({ name: '' }),
  },
]

/** 村的类别: 山区、平原, 一类、二类: which villages are of which class. */
export const villageClassFields: readonly PolicyField[] = [
  {
    kind: 'rows',
    path: [],
    label: '村的类别',
    note: '文件按山区、平原或远近分类的，写明各类的村；可按类别设目标、调整按人头的资金',
    columns: [
      { kind: 'text', path: ['name'], label: '类别' },
      { kind: 'choices', path: ['villages'], label: '村', options: {}, names: 'villages', none: '未选' },
    ],
    keyOf: (row) => String(row.name),
    blank: () => ({ name: '', villages: [] }),
  },
]
