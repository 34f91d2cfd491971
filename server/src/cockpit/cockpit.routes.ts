import * as api from '@qianyue/api/cockpit.ts'
import { answer } from '../http/answer.ts'
import { cockpit } from './get-cockpit.ts'
import { checkedServicesOf } from './list-checked-services.ts'

export const cockpitRoutes = [
  answer(api.getCockpit, cockpit),
  answer(api.listCheckedServices, checkedServicesOf),
]
