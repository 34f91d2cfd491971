import type { IndicatorTarget } from '../indicators/target.ts'
import type { ProfileContent, ShippedProfile } from './profile.ts'
import { hainanTown } from './shipped/hainan-town.ts'
import { jiangxiHalf, jiangxiSeventy } from './shipped/jiangxi.ts'
import { jingCounty } from './shipped/jing-county.ts'
import { langzhong } from './shipped/langzhong.ts'
import { mianzhu } from './shipped/mianzhu.ts'
import { national2022 } from './shipped/national-2022.ts'
import { suining } from './shipped/suining.ts'
import { villageTeam } from './shipped/village-team.ts'
import { NOTICE_YEAR } from './shipped/write-profile.ts'

/** The documents that the program was made for, each as a profile that a county may begin with. */
export const shippedProfiles: readonly ShippedProfile[] = [
  national2022,
  hainanTown,
  jingCounty,
  mianzhu,
  villageTeam,
  suining,
  jiangxiHalf,
  jiangxiSeventy,
  langzhong,
]

/**
 * What a draft begins as: the targets of a document without a year are those of the year in which it is taken up.
 * @param held targets in force: those of other years stay.
 */
export function contentIn(
  { policies, packages }: ShippedProfile,
  year: number,
  held: readonly IndicatorTarget[] = [],
): ProfileContent {
  const { targets } = policies
  if (targets === undefined) return { policies, packages }
  const asked = targets.map((one) => (one.year === NOTICE_YEAR ? { ...one, year } : one))
  const years = new Set(asked.map((one) => one.year))
  const others = held.filter((one) => !years.has(one.year))
  return { policies: { ...policies, targets: [...others, ...asked] }, packages }
}
