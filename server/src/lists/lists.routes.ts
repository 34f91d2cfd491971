import * as api from '@qianyue/api/lists.ts'
import { answer } from '../http/answer.ts'
import { listWorkbook, rowsOf } from './list-rows.ts'
import { deleteList, keepList, listSaved } from './saved-lists.ts'

export const listRoutes = [
  answer(api.listRows, rowsOf),
  answer(api.downloadList, listWorkbook),
  answer(api.listSavedLists, listSaved),
  answer(api.saveList, keepList),
  answer(api.deleteSavedList, deleteList),
]
