import * as api from '@qianyue/api/organisation.ts'
import { answer } from '../http/answer.ts'
import { closeUnit, editUnit, openUnit } from './org-units.ts'
import { orgUnits } from './organisation.queries.ts'
import { addMember, editMember, listOfStaff } from './staff.ts'

export const organisationRoutes = [
  answer(api.listOrgUnits, (context, { closed }) => orgUnits(context, closed === true)),
  answer(api.openOrgUnit, openUnit),
  answer(api.editOrgUnit, editUnit),
  answer(api.closeOrgUnit, closeUnit),
  answer(api.listStaff, listOfStaff),
  answer(api.addStaff, addMember),
  answer(api.editStaff, editMember),
]
