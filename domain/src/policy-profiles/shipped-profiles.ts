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

/** What a draft begins as: the targets of a document without a year are those of the year in which it is taken up. */
export function contentIn({ policies, packages }: ShippedProfile, year: number): ProfileContent {
  const { targets } = policies
  if (targets === undefined) return { policies, packages }
  const ofYear = targets.map((one) => (one.year === NOTICE_YEAR ? { ...one, year } : one))
  return { policies: { ...policies, targets: ofYear }, packages }
}
