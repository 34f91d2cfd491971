import * as api from '@qianyue/api/authenticity.ts'
import { answer } from '../http/answer.ts'
import {
  answerQuestion,
  appealDecision,
  concludeAppeal,
  decideQuestion,
  listQuestions,
  showQuestion,
} from './questions.ts'
import { runChecks } from './run-checks.ts'
import { drawSpotCheck, listChecks, recordResult, showCheck } from './spot-checks.ts'

export const authenticityRoutes = [
  answer(api.runAuthenticityChecks, runChecks),
  answer(api.listAuthenticityQuestions, listQuestions),
  answer(api.getAuthenticityQuestion, (context, { id }) => showQuestion(context, id)),
  answer(api.answerAuthenticityQuestion, answerQuestion),
  answer(api.decideAuthenticityQuestion, decideQuestion),
  answer(api.appealAuthenticityDecision, appealDecision),
  answer(api.concludeAuthenticityAppeal, concludeAppeal),
  answer(api.listSpotChecks, listChecks),
  answer(api.drawSpotCheck, drawSpotCheck),
  answer(api.getSpotCheck, (context, { id }) => showCheck(context, id)),
  answer(api.recordSpotResult, recordResult),
]
