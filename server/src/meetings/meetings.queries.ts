import type { meetingKinds } from '@qianyue/api/meetings.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

export type MeetingRow = {
  id: string
  kind: keyof typeof meetingKinds
  unitName: string
  teamId: string | null
  teamName: string | null
  heldOn: LocalDate
  attendees: string
  practice: string
  results: string
  gaps: string
  nextMonth: string
  tasks: { id: string; words: string; person: string; dueOn: LocalDate; doneOn: LocalDate | null }[]
}

export async function meetingsKept(
  db: Database,
  wanted: { id?: string; taskId?: string } = {},
): Promise<MeetingRow[]> {
  const condition = wanted.id
    ? sql`m.id = ${wanted.id}`
    : wanted.taskId
      ? sql`m.id = (select k.meeting_id from meeting_tasks k where k.id = ${wanted.taskId})`
      : sql`true`
  const { rows } = await sql<MeetingRow>`
    select m.id, m.kind, u.name as unit_name, m.team_id, t.name as team_name, m.held_on, m.attendees, m.practice, m.results,
      m.gaps, m.next_month,
      coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'words', k.words, 'person', k.person, 'dueOn', k.due_on,
        'doneOn', k.done_on) order by k.due_on, k.id) from meeting_tasks k where k.meeting_id = m.id), '[]') as tasks
    from meetings m join org_units u on u.code = m.unit_code left join teams t on t.id = m.team_id
    where ${condition} order by m.held_on desc, m.id desc limit 300`.execute(db)
  return rows
}

export async function insertMeeting(
  { db, viewer, now }: Context,
  meeting: Omit<MeetingRow, 'unitName' | 'teamName' | 'tasks'> & { unitCode: number },
  tasks: readonly { id: string; words: string; person: string; dueOn: LocalDate }[],
): Promise<void> {
  await db
    .insertInto('meetings')
    .values({ ...meeting, madeAt: now, madeBy: viewer.accountId })
    .execute()
  if (tasks.length > 0) {
    await db
      .insertInto('meetingTasks')
      .values(tasks.map((task) => ({ ...task, meetingId: meeting.id })))
      .execute()
  }
}

/** Teams of a range of units with how many meetings they held between two days. */
export async function meetingsOfTeams(
  db: Database,
  range: { from: number; to: number },
  days: { from: LocalDate; to: LocalDate },
): Promise<{ teamId: string; teamName: string; unitCode: number; done: number }[]> {
  const { rows } = await sql<{ teamId: string; teamName: string; unitCode: number; done: number }>`
    select t.id as team_id, t.name as team_name, t.unit_code, count(m.id)::int as done
    from teams t left join meetings m on m.team_id = t.id and m.kind = 'team' and m.held_on between ${days.from} and ${days.to}
    where t.unit_code between ${range.from} and ${range.to} and t.dissolved_on is null
    group by t.id order by t.unit_code, t.name`.execute(db)
  return rows
}

export async function finishTask({ db, viewer, today }: Context, id: string): Promise<void> {
  await db
    .updateTable('meetingTasks')
    .set({ doneOn: today, doneBy: viewer.accountId })
    .where('id', '=', id)
    .where('doneOn', 'is', null)
    .execute()
}
