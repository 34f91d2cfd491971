import { ageYearsOn, daysBetween, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { sexWords } from '@qianyue/ui/words/figures.ts'
import { dayOf, type Owed } from '../today/owed-doors.ts'

/** 王秀英家, or the name of somebody who belongs to no household. */
export function doorName(door: Door): string {
  const head = headOf(door)
  return door.household ? `${head?.name ?? '无户主'}家` : (head?.name ?? '')
}

function headOf({ household, members }: Door): DoorMember | undefined {
  return members.find(({ id }) => id === household?.headId) ?? members[0]
}

export function doorAddress(door: Door): string {
  return door.household?.address || door.villageName
}

/** With the village, which most addresses begin with anyway. */
export function doorPlace(door: Door): string {
  const address = doorAddress(door)
  return address.startsWith(door.villageName) ? address : `${door.villageName} ${address}`
}

/** 王秀英 女 76岁 */
export function personWords({ name, facts }: DoorMember, today: LocalDate): string {
  return `${name} ${sexWords[facts.sex]} ${ageYearsOn(today, facts.birthDate)}岁`
}

/** 逾期 12 天 · 今天到期 · 还有 5 天 */
export function nearnessWords(owed: Pick<Owed, 'plannedOn' | 'dueBy' | 'state'>, today: LocalDate): string {
  const days = daysBetween(today, dayOf(owed))
  if (days < 0) return owed.state === 'overdue' ? `逾期 ${-days} 天` : `约定已过 ${-days} 天`
  return days === 0 ? '今天到期' : `还有 ${days} 天`
}

/** What a door needs in one line: 高血压患者随访、健康体检等 3 项 */
export function needsWords(owed: readonly Owed[]): string {
  const names = [...new Set(owed.map(({ service }) => serviceName(service)))]
  return names.length <= 2 ? names.join('、') : `${names.slice(0, 2).join('、')}等 ${names.length} 项`
}

/** The first number that reaches somebody of the door. */
export function phoneOf(door: Door): string | null {
  const head = headOf(door)
  return head?.phone ?? door.members.find(({ phone }) => phone)?.phone ?? head?.contactPhone ?? null
}

/** An address for whatever map is on the phone. Names are not in it. */
export function mapLink(door: Door): string {
  return `geo:0,0?q=${encodeURIComponent(`${door.villageName}${door.household?.address ?? ''}`)}`
}
