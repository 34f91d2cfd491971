import { getHome } from '@qianyue/api/home.ts'
import { answer } from '../http/answer.ts'
import { home } from './get-home.ts'

export const homeRoutes = [answer(getHome, (context) => home(context))]
