import * as api from '@qianyue/api/complaints.ts'
import { answer, answerPublicly } from '../http/answer.ts'
import { enterComplaint, handleComplaint, listComplaints, showPhone } from './handle-complaint.ts'
import {
  PUBLIC_COMPLAINTS_PER_MINUTE,
  publicComplaintUnits,
  takePublicComplaint,
} from './public-complaint.ts'

export const complaintRoutes = [
  answer(api.listComplaints, listComplaints),
  answer(api.enterComplaint, enterComplaint),
  answer(api.handleComplaint, handleComplaint),
  answer(api.showComplaintPhone, showPhone),
  answerPublicly(api.publicComplaintUnits, publicComplaintUnits, { perMinute: 60 }),
  answerPublicly(api.publicComplaint, takePublicComplaint, { perMinute: PUBLIC_COMPLAINTS_PER_MINUTE }),
]
