import * as api from '@qianyue/api/meetings.ts'
import { answer } from '../http/answer.ts'
import { finishMeetingTask, listMeetings, recordMeeting } from './run-meetings.ts'

export const meetingRoutes = [
  answer(api.listMeetings, listMeetings),
  answer(api.recordMeeting, recordMeeting),
  answer(api.finishMeetingTask, finishMeetingTask),
]
