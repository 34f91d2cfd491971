import {
  getYearPlan,
  listDuties,
  noteObstacle,
  printYearPlan,
  workCounts,
  workList,
} from '@qianyue/api/duties.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { listOwed } from './list-duties.ts'
import { countWork, listWork } from './list-work.ts'
import { noteObstacleOf } from './note-obstacle.ts'
import { printedYearPlan } from './print-year-plan.ts'
import { yearPlanOf } from './year-plan.ts'

export const dutyRoutes = [
  answer(listDuties, listOwed),
  answer(workList, listWork),
  answer(workCounts, countWork),
  answer(noteObstacle, noteObstacleOf),
  answer(getYearPlan, yearPlanOf),
  answer(printYearPlan, async (context, request, { send }) => {
    const { fileName, blocks } = await printedYearPlan(context, request)
    const documents = [{ kind: 'year-plan' as const, number: '', blocks }]
    return sendPdf(send, { kind: 'year-plan', fileName, documents })
  }),
]
