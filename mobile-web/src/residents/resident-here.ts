import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { presenceOn } from '@qianyue/domain/residents/resident-event.ts'
import { useMemo } from 'react'
import { usePhoneView } from '../offline/use-phone.ts'

export type ResidentHere = { door: Door; member: DoorMember }

export function useResident(residentId: string): ResidentHere | undefined {
  const { doors } = usePhoneView()
  return useMemo(() => residentIn(doors.values(), residentId), [doors, residentId])
}

export function residentIn(doors: Iterable<Door>, residentId: string): ResidentHere | undefined {
  for (const door of doors) {
    const member = door.members.find(({ id }) => id === residentId)
    if (member) return { door, member }
  }
  return undefined
}

/** What to beware of, in words: gone, away, allergies, danger at the last visit. */
export function statusWords(member: DoorMember, today: LocalDate): string[] {
  const { facts, profile, latest } = member
  const words: string[] = []
  switch (presenceOn(today, facts)) {
    case 'dead':
      words.push(`已于 ${facts.diedOn} 死亡`)
      break
    case 'moved-out':
      words.push(`已于 ${facts.movedOutOn} 迁出`)
      break
    case 'away':
      words.push(`${facts.awaySince} 起外出${facts.awayUntil ? `，预计 ${facts.awayUntil} 返回` : ''}`)
      break
    case 'here':
      break
  }
  const { drugAllergies } = profile
  if (typeof drugAllergies === 'string' && !/^(无|否认|没有)?$/.test(drugAllergies.trim())) {
    words.push(`药物过敏：${drugAllergies}`)
  }
  if (latest.some(({ nextStep }) => nextStep === 'refer-urgently')) words.push('上次随访建议紧急转诊')
  return words
}
