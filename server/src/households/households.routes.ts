import * as api from '@qianyue/api/households.ts'
import { answer } from '../http/answer.ts'
import { assignGridDuty, listGridDuty } from './grid-duty.ts'
import { editHousehold, householdPage } from './household-page.ts'

export const householdRoutes = [
  answer(api.getHousehold, householdPage),
  answer(api.editHousehold, editHousehold),
  answer(api.listGridDuty, listGridDuty),
  answer(api.assignGridDuty, assignGridDuty),
]
