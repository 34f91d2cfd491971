import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { answer } from '../http/answer.ts'
import { openOrgUnits } from './organisation.queries.ts'

export const organisationRoutes = [answer(listOrgUnits, (context) => openOrgUnits(context))]
