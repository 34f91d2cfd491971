import type { DeclarationSource } from '../populations/declaring.ts'
import { isByRule } from '../populations/own-population.ts'
import { type AgePolicy, ownPopulations, type Population } from '../populations/population.ts'

/** What follows from standing on a list: a population, a death, a stay in hospital, or only that it is looked at. */
type ListMeaning =
  | { is: 'population'; population: Population; declaredBy: DeclarationSource }
  | { is: 'death' }
  | { is: 'hospital-stay' }
  | { is: 'insurance' }

/**
 * 部门名单: lists that other departments keep and hand over as they stand on a day. Source: requirements-from-seeds.md R027
 * (民政、财政、医保等部门配合), contract-policy.md §5 (each list is dated data).
 */
export const outsideLists = {
  'low-income': list('低保对象名单', '民政部门', 'low-income', 'civil-affairs'),
  destitute: list('特困人员名单', '民政部门', 'destitute', 'civil-affairs'),
  disabled: list('持证残疾人名单', '残联', 'disabled', 'disabled-federation'),
  'registered-poor': list('脱贫人口与监测对象名单', '乡村振兴部门', 'registered-poor', 'poverty-relief'),
  'fp-special-family': list('计生特殊家庭名单', '计生部门', 'fp-special-family', 'family-planning'),
  'preferential-treatment': list('优抚对象名单', '退役军人事务部门', 'preferential-treatment', 'veterans'),
  insurance: { name: '基本医保参保名单', from: '医保部门', means: { is: 'insurance' } },
  deaths: { name: '死亡登记名单', from: '公安、民政部门', means: { is: 'death' } },
  'hospital-stays': { name: '住院名单', from: '医保部门、医院', means: { is: 'hospital-stay' } },
  'county-a': ownList('county-a'),
  'county-b': ownList('county-b'),
  'county-c': ownList('county-c'),
  'county-d': ownList('county-d'),
  'county-e': ownList('county-e'),
  'county-f': ownList('county-f'),
  'county-g': ownList('county-g'),
  'county-h': ownList('county-h'),
} as const satisfies Record<string, { name: string; from: string; means: ListMeaning }>

export type ListKind = keyof typeof outsideLists

/** What a list is called in a county: one of its own populations by the name of that. */
export function listName(kind: ListKind, ages: Pick<AgePolicy, 'own'>): string {
  const own = ages.own?.find(({ population }) => population === kind)
  return own ? `${own.name}名单` : outsideLists[kind].name
}

/** The lists that a county can be given: those of populations of its own that are kept by list, and all others. */
export function listsOf(ages: Pick<AgePolicy, 'own'>): ListKind[] {
  return (Object.keys(outsideLists) as ListKind[]).filter((kind) => {
    if (!(ownPopulations as readonly string[]).includes(kind)) return true
    return ages.own?.some((one) => one.population === kind && !isByRule(one)) === true
  })
}

export function meaningOf(kind: ListKind): ListMeaning {
  return outsideLists[kind].means
}

/** 县定人群名单: kept by whichever department the notice names. */
function ownList<P extends Population>(population: P) {
  return list('县定人群名单', '文件规定的部门', population, 'register')
}

function list<P extends Population>(
  name: string,
  from: string,
  population: P,
  declaredBy: DeclarationSource,
): { name: string; from: string; means: { is: 'population'; population: P; declaredBy: DeclarationSource } } {
  return { name, from, means: { is: 'population', population, declaredBy } }
}
