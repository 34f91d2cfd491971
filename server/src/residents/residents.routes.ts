import * as api from '@qianyue/api/residents.ts'
import { answer } from '../http/answer.ts'
import { listResidents } from './list-residents.ts'

export const residentRoutes = [answer(api.listResidents, listResidents)]
