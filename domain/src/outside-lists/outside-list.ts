import type { DeclarationSource } from '../populations/declaring.ts'
import type { Population } from '../populations/population.ts'

/** What follows from standing on a list: a population, a death, a stay in hospital, or only that it is looked at. */
export type ListMeaning =
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
} as const satisfies Record<string, { name: string; from: string; means: ListMeaning }>

export type ListKind = keyof typeof outsideLists

export function meaningOf(kind: ListKind): ListMeaning {
  return outsideLists[kind].means
}

function list<P extends Population>(
  name: string,
  from: string,
  population: P,
  declaredBy: DeclarationSource,
): { name: string; from: string; means: { is: 'population'; population: P; declaredBy: DeclarationSource } } {
  return { name, from, means: { is: 'population', population, declaredBy } }
}
