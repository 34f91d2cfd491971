import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { openAssessmentRound } from '@qianyue/api/performance.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { assessedKinds } from '@qianyue/domain/performance/assessment-sheet.ts'
import { v5 as nameBasedId } from 'uuid'
import { reachWhole } from '../access/reach-whole.ts'
import type { Context } from '../http/context.ts'
import { Invalid, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { describeRound } from './describe-round.ts'
import { insertRound, insertSubjects, sameRound, teamsOn, unitsOf } from './performance.queries.ts'

/** 发起考核. Sent twice it is opened once; a second round of the same sheet and period is refused. */
export async function openRound(context: Context, request: RequestOf<typeof openAssessmentRound>) {
  const { db, today, viewer, note } = context
  const { id, unitCode, sheetCode, fromDay, toDay } = request
  await reachWhole(context, unitCode)
  if (toDay < fromDay) throw new Invalid({ toDay: '截止日期不能早于起始日期' })
  if (fromDay > today) throw new Invalid({ fromDay: '考核期还没有开始' })
  const same = await sameRound(db, request)
  if (same === id) return await describeRound(context, id)
  if (same !== null) {
    throw new Refused('already-assessed', '这个单位、这张考核表、这一考核期已经发起，请在列表中打开它。', {
      roundId: same,
    })
  }
  const sheet = (await policyAt(db, toDay))['assessment-sheets'].find(({ code }) => code === sheetCode)
  if (!sheet) throw new Refused('no-such-sheet', '考核期末的政策中没有这张考核表，请先在“考核表”中添加。')
  const range = rangeOf(unitCode)
  const assessed =
    sheet.assessed === 'team'
      ? await teamsOn(db, range, toDay)
      : (await unitsOf(db, range, sheet.assessed === 'township' ? 'township' : 'village')).map((unit) => ({
          ...unit,
          id: null,
        }))
  if (assessed.length === 0) {
    throw new Refused('nobody-to-assess', `这个单位下没有可考核的${assessedKinds[sheet.assessed]}。`)
  }
  await insertRound(db, { id, unitCode, sheetCode, sheet, fromDay, toDay, createdBy: viewer.accountId })
  await insertSubjects(
    db,
    assessed.map(({ id: teamId, unitCode, name, villageCodes }) => ({
      id: nameBasedId(`${id}/${teamId ?? unitCode}`, nameBasedId.URL),
      roundId: id,
      teamId,
      unitCode,
      name,
      villageCodes,
    })),
  )
  note({ subject: `assessment ${id}` })
  return await describeRound(context, id)
}
