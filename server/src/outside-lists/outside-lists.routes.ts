import * as api from '@qianyue/api/outside-lists.ts'
import { answer, answerUpload } from '../http/answer.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { describeList, listTasks, showList } from './describe-list.ts'
import { importList } from './import-list.ts'
import { listsKept } from './outside-lists.queries.ts'
import { settleListTask } from './settle-task.ts'

export const outsideListRoutes = [
  answer(api.listOutsideLists, async ({ db, today }) => {
    const { ages } = await policyAt(db, today)
    return (await listsKept(db)).map((list) => describeList(list, ages))
  }),
  answerUpload(api.importOutsideList, importList),
  answer(api.getOutsideList, showList),
  answer(api.listListTasks, listTasks),
  answer(api.settleListTask, settleListTask),
]
