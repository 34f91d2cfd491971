import { listDuties, noteObstacle, workCounts, workList } from '@qianyue/api/duties.ts'
import { answer } from '../http/answer.ts'
import { listOwed } from './list-duties.ts'
import { countWork, listWork } from './list-work.ts'
import { noteObstacleOf } from './note-obstacle.ts'

export const dutyRoutes = [
  answer(listDuties, listOwed),
  answer(workList, listWork),
  answer(workCounts, countWork),
  answer(noteObstacle, noteObstacleOf),
]
