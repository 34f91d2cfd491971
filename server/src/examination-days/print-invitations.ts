import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { invitationList } from '@qianyue/domain/examination-days/invitation-list.ts'
import type { Context } from '../http/context.ts'
import { dayInReach } from './examination-day.ts'
import { inviteesOf } from './examination-days.queries.ts'

/** The list of who is invited, without who said no. */
export async function invitationsPaper(context: Context, id: string) {
  const day = await dayInReach(context, id)
  const rows = await inviteesOf(context.db, id)
  context.note({ subject: `examination day ${id}` })
  return {
    fileName: `体检名单 ${day.villageName} ${day.heldOn}`,
    blocks: invitationList({
      ...day,
      invitees: rows
        .filter(({ answer }) => answer !== 'not-coming')
        .map((row) => ({ ...row, ageYears: ageYearsOn(day.heldOn, row.birthDate) })),
    }),
  }
}
