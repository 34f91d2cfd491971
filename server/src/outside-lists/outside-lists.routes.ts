import * as api from '@qianyue/api/outside-lists.ts'
import { answer } from '../http/answer.ts'
import { Invalid } from '../http/errors.ts'
import { describeList, listTasks, showList } from './describe-list.ts'
import { importList } from './import-list.ts'
import { listsKept } from './outside-lists.queries.ts'
import { settleListTask } from './settle-task.ts'

export const outsideListRoutes = [
  answer(api.listOutsideLists, async ({ db }) => (await listsKept(db)).map(describeList)),
  answer(api.importOutsideList, async (context, request, { raw }) => {
    const part = await raw.file()
    if (part === undefined) throw new Invalid({ file: '请选择名单文件（.xlsx 或 .csv）。' })
    const fileName = part.filename.normalize('NFC')
    return await importList(context, request, { fileName, file: await part.toBuffer() })
  }),
  answer(api.getOutsideList, showList),
  answer(api.listListTasks, listTasks),
  answer(api.settleListTask, settleListTask),
]
