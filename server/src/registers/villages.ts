import { levelOf, parentOf } from '@qianyue/domain/access/org-unit.ts'
import { villageKey } from '@qianyue/domain/registers/place-cell.ts'
import type { CellFinding } from '@qianyue/domain/registers/problem.ts'
import { type Reach, reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { openUnits } from './villages.queries.ts'

/** A village of the county, as registers may name it. */
type Village = { code: number; name: string; township: string }

/** Finds the village that a register names, among those within reach. */
export type VillageFinder = {
  find: (
    village: string,
    township: string | null,
  ) => { code: number; name: string } | { finding: CellFinding }
}

/** The places of the county by name, and which of them are within reach. */
export type CountyPlaces = {
  units: readonly { code: number; areaName: string }[]
  reach: Pick<Reach, 'range' | 'units'>
}

export async function placesOfCounty({ db, reach }: Pick<Context, 'db' | 'reach'>): Promise<CountyPlaces> {
  const units = await openUnits(db)
  return { units, reach: { range: reach.range, units: reach.units } }
}

/** Knows every village of the county by name and by its 12-digit code; which of them count is the viewer's reach. */
export function villageFinder({ units, reach }: CountyPlaces): VillageFinder {
  const names = new Map(units.map(({ code, areaName }) => [code, areaName]))
  const byName = new Map<string, Village[]>()
  const byKey = new Map<string, Village[]>()
  const byCode = new Map<string, Village>()
  for (const { code, areaName } of units) {
    if (levelOf(code) !== 'village') continue
    const village = { code, name: areaName, township: names.get(parentOf(code)!) ?? '' }
    byCode.set(String(code), village)
    byName.set(areaName, [...(byName.get(areaName) ?? []), village])
    byKey.set(villageKey(areaName), [...(byKey.get(villageKey(areaName)) ?? []), village])
  }
  const answers = new Map<string, ReturnType<VillageFinder['find']>>()
  return {
    find(village, township) {
      const question = `${village}|${township ?? ''}`
      const answered = answers.get(question)
      if (answered) return answered
      const coded = byCode.get(village)
      const named = coded ? [coded] : (byName.get(village) ?? byKey.get(villageKey(village)) ?? [])
      const answer = choose(village, township, named, reach)
      answers.set(question, answer)
      return answer
    },
  }
}

function choose(
  village: string,
  township: string | null,
  found: readonly Village[],
  reach: CountyPlaces['reach'],
): ReturnType<VillageFinder['find']> {
  if (found.length === 0) return { finding: { code: 'village-unknown', village } }
  const named =
    township === null ? found : found.filter((one) => townshipKey(one.township) === townshipKey(township))
  const candidates = named.length > 0 ? named : found
  const reached = candidates.filter(({ code }) => reachesUnit(reach, code))
  if (reached.length === 0) return { finding: { code: 'village-of-other-unit', village } }
  if (reached.length > 1) {
    return { finding: { code: 'village-ambiguous', townships: reached.map((one) => one.township) } }
  }
  const { code, name } = reached[0]!
  return { code, name }
}

/** 东岭, 东岭镇 and 东岭镇卫生院 are one township. */
export function townshipKey(name: string): string {
  return name.replace(/(卫生院|社区卫生服务中心)$/, '').replace(/(街道办事处|街道|镇|乡)$/, '')
}
