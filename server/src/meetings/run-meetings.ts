import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/meetings.ts'
import { startOfMonth } from '@qianyue/domain/days/local-date.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import {
  finishTask,
  insertMeeting,
  type MeetingRow,
  meetingsKept,
  meetingsOfTeams,
} from './meetings.queries.ts'

function describeMeeting({ today }: Context, { tasks, ...row }: MeetingRow) {
  return {
    ...row,
    tasks: tasks.map((task) => ({ ...task, overdue: task.doneOn === null && task.dueOn < today })),
  }
}

/** 会议, and the teams that have not met this month. Source of the rhythm: R301 (团队每月例会). */
export async function listMeetings(context: Context): Promise<ReplyInput<typeof api.listMeetings>> {
  const { db, today, reach } = context
  const { supervision } = await policyAt(db, today)
  const monthFrom = startOfMonth(today)
  const teams =
    reach.range === null ? [] : await meetingsOfTeams(db, reach.range, { from: monthFrom, to: today })
  return {
    meetings: (await meetingsKept(db)).map((row) => describeMeeting(context, row)),
    owed: teams
      .filter(({ done }) => done < supervision.meetingsAMonth)
      .map(({ unitCode: _, ...team }) => ({ ...team, asked: supervision.meetingsAMonth })),
    monthFrom,
  }
}

/** 登记会议. A team's meeting belongs to the team's unit, every other to one's own. */
export async function recordMeeting(
  context: Context,
  { tasks, ...meeting }: RequestOf<typeof api.recordMeeting>,
) {
  const { db, today, reach, viewer, note } = context
  const [kept] = await meetingsKept(db, { id: meeting.id })
  if (kept) return describeMeeting(context, kept)
  if (meeting.heldOn > today) throw new Invalid({ heldOn: '会议日期不能晚于今天' })
  if (meeting.kind === 'team' && meeting.teamId === null) throw new Invalid({ teamId: '请选择团队' })
  const days = { from: today, to: today }
  const teams = reach.range === null ? [] : await meetingsOfTeams(db, reach.range, days)
  const team = teams.find(({ teamId }) => teamId === meeting.teamId)
  if (meeting.teamId !== null && !team) throw new NotFound('team')
  await insertMeeting(context, { ...meeting, unitCode: team?.unitCode ?? viewer.unitCode }, tasks)
  note({ subject: `meeting ${meeting.id}` })
  return describeMeeting(context, (await meetingsKept(db, { id: meeting.id }))[0]!)
}

/** 任务完成, as of the first time it was said. */
export async function finishMeetingTask(context: Context, { id }: { id: string }) {
  const [meeting] = await meetingsKept(context.db, { taskId: id })
  if (!meeting) throw new NotFound('meeting task')
  await finishTask(context, id)
  context.note({ subject: `meeting task ${id} done` })
  return describeMeeting(context, (await meetingsKept(context.db, { id: meeting.id }))[0]!)
}
