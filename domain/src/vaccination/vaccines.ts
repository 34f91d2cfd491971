/**
 * 疫苗. Injected live ones not given on one day are apart by so many days, and wait some months after a blood product; BCG and
 * oral ones do not. Source: NIP2026, general rules (public-health-spec.md §5).
 */
export const vaccines = {
  HepB: { name: '乙肝疫苗', injectedLive: false },
  BCG: { name: '卡介苗', injectedLive: false },
  IPV: { name: '脊灰灭活疫苗', injectedLive: false },
  bOPV: { name: '脊灰减毒活疫苗', injectedLive: false },
  DTaP: { name: '百白破疫苗', injectedLive: false },
  DT: { name: '白破疫苗', injectedLive: false },
  MMR: { name: '麻腮风疫苗', injectedLive: true },
  'JE-L': { name: '乙脑减毒活疫苗', injectedLive: true },
  'MPSV-A': { name: 'A群流脑多糖疫苗', injectedLive: false },
  'MPSV-AC': { name: 'A群C群流脑多糖疫苗', injectedLive: false },
  'HepA-L': { name: '甲肝减毒活疫苗', injectedLive: true },
  '2vHPV': { name: '双价HPV疫苗', injectedLive: false },
  'JE-I': { name: '乙脑灭活疫苗', injectedLive: false },
  'HepA-I': { name: '甲肝灭活疫苗', injectedLive: false },
} as const
export type VaccineCode = keyof typeof vaccines

/** What a child is protected against: one series of doses each. */
export const courses = {
  'hepatitis-b': '乙肝',
  bcg: '卡介苗',
  polio: '脊灰',
  'diphtheria-pertussis-tetanus': '百白破',
  'measles-mumps-rubella': '麻腮风',
  'japanese-encephalitis': '乙脑',
  'meningitis-a': 'A群流脑',
  'meningitis-ac': 'A群C群流脑',
  'hepatitis-a': '甲肝',
  hpv: 'HPV',
} as const
export type CourseCode = keyof typeof courses

/**
 * By which doses a course goes. `inactivated` is followed from the first inactivated dose on, and by children of mothers with
 * HIV; `low-birth-weight` by those below 2000 g whose mother has HBsAg or was not tested. Source: §5.1.
 */
export const regimens = {
  usual: '常规',
  inactivated: '灭活疫苗',
  'low-birth-weight': '出生体重<2000g且母亲HBsAg阳性或不详',
} as const
export type RegimenCode = keyof typeof regimens

/** 特殊健康状态 of the sheet that change the schedule. */
export const specialConditions = { none: 1, lowBirthWeight: 2, hivExposed: 3 } as const
