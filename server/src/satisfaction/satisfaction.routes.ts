import * as api from '@qianyue/api/satisfaction.ts'
import { answer, answerPublicly } from '../http/answer.ts'
import { listSurveys, openAnswers, showSurvey } from './describe-survey.ts'
import { answerPublicSurvey, PUBLIC_ANSWERS_PER_MINUTE, publicSurvey } from './public-survey.ts'
import { openSurvey, surveySample, takeAnswers } from './run-survey.ts'

export const satisfactionRoutes = [
  answer(api.listSurveys, listSurveys),
  answer(api.openSurvey, openSurvey),
  answer(api.getSurvey, showSurvey),
  answer(api.surveySample, surveySample),
  answer(api.takeSurveyAnswers, takeAnswers),
  answer(api.surveyAnswers, openAnswers),
  answerPublicly(api.publicSurvey, publicSurvey, { perMinute: PUBLIC_ANSWERS_PER_MINUTE }),
  answerPublicly(api.answerPublicSurvey, answerPublicSurvey, { perMinute: PUBLIC_ANSWERS_PER_MINUTE }),
]
