import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day } from './shared.ts'

/** Source: requirements-from-seeds.md §22. */
export const meetingKinds = {
  team: '团队例会',
  'leading-group': '领导小组会议',
  mobilisation: '动员会',
  talk: '座谈会',
  study: '学习会',
  'activity-group': '业务活动小组',
  other: '其他会议',
} as const

const part = z.string().trim().max(2000).default('')
const task = z.object({
  id: z.uuid(),
  words: z.string().trim().min(2, '请写明任务').max(300),
  person: z.string().trim().max(30),
  dueOn: day,
})
const meeting = z.object({
  id: z.uuid(),
  kind: z.enum(codesOf(meetingKinds)),
  unitName: z.string(),
  teamId: z.uuid().nullable(),
  teamName: z.string().nullable(),
  heldOn: day,
  attendees: z.string(),
  practice: z.string(),
  results: z.string(),
  gaps: z.string(),
  nextMonth: z.string(),
  tasks: z.array(task.extend({ doneOn: day.nullable(), overdue: z.boolean() })),
})

export const listMeetings = endpoint({
  call: 'GET /meetings',
  summary: '会议与任务，以及本月还没有开例会的团队',
  action: 'meetings.read',
  request: z.object({}),
  reply: z.object({
    meetings: z.array(meeting),
    owed: z.array(z.object({ teamId: z.uuid(), teamName: z.string(), done: z.int(), asked: z.int() })),
    monthFrom: day,
  }),
})

export const recordMeeting = endpoint({
  call: 'POST /meetings',
  summary: '登记会议：本月做法、成效、差距、下月安排与任务',
  action: 'meetings.record',
  request: z.object({
    id: z.uuid(),
    kind: z.enum(codesOf(meetingKinds)),
    teamId: z.uuid().nullable(),
    heldOn: day,
    attendees: z.string().trim().min(2, '请填写参加人').max(500),
    practice: part,
    results: part,
    gaps: part,
    nextMonth: part,
    tasks: z.array(task).max(50),
  }),
  reply: meeting,
})

export const finishMeetingTask = endpoint({
  call: 'POST /meeting-tasks/{id}/completion',
  summary: '会议任务完成',
  action: 'meetings.record',
  request: z.object({ id: z.uuid() }),
  reply: meeting,
})
