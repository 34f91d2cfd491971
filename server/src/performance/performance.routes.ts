import * as api from '@qianyue/api/performance.ts'
import { answer } from '../http/answer.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { answerAppeal, appealScore } from './appeals.ts'
import { describeRound, describeRounds, describeSubject } from './describe-round.ts'
import { openRound } from './open-round.ts'
import { publishRound } from './publish-round.ts'
import { scoreAssessment } from './score-assessment.ts'

export const performanceRoutes = [
  answer(api.listAssessmentRounds, async (context, { year }) => {
    const sheets = (await policyAt(context.db, context.today))['assessment-sheets']
    return {
      rounds: await describeRounds(context, year),
      sheets: sheets.map(({ code, name, assessed, cadence }) => ({ code, name, assessed, cadence })),
    }
  }),
  answer(api.openAssessmentRound, openRound),
  answer(api.getAssessmentRound, (context, { id }) => describeRound(context, id)),
  answer(api.getAssessment, (context, { id, subjectId }) => describeSubject(context, id, subjectId)),
  answer(api.scoreAssessment, scoreAssessment),
  answer(api.appealAssessment, appealScore),
  answer(api.answerAssessmentAppeal, answerAppeal),
  answer(api.publishAssessmentRound, publishRound),
]
