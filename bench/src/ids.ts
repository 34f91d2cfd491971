/** Everything the workload makes has the same id and code in every run. */
export const COUNTY = 990101
export const SCHEMA = `county_${COUNTY}`
const A_HOUSEHOLD = 4

/** Where the workload's village lies: 12-digit codes of the village and its township. */
export function villageCodeOf(village: number): number {
  return COUNTY * 1_000_000 + (100 + Math.floor(village / 10)) * 1000 + 201 + (village % 10)
}
export const townshipCodeOf = (township: number) => COUNTY * 1_000_000 + (100 + township) * 1000
export const countyCode = COUNTY * 1_000_000

/** The id of the nth thing of a kind. */
export function idOf(kind: number, n: number): string {
  return `00000000-000${kind}-7000-8000-${n.toString(16).padStart(12, '0')}`
}
export const residentId = (resident: number) => idOf(1, resident)
export const householdIdOf = (resident: number) => idOf(2, Math.floor(resident / A_HOUSEHOLD))
export const isHead = (resident: number) => resident % A_HOUSEHOLD === 0
export const teamIdOf = (village: number) => idOf(3, village)
export const basicVersionId = idOf(7, 0)
