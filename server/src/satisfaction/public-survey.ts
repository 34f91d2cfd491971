import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/satisfaction.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { answerFaults } from '@qianyue/domain/satisfaction/survey.ts'
import { countyNamed } from '../complaints/complaints.queries.ts'
import { inCounty } from '../database/in-county.ts'
import type { Services } from '../http/answer.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { refuseFaults } from './run-survey.ts'
import { inviteeByLink, putAnswers, surveysKept } from './satisfaction.queries.ts'

/** A household answers once; a machine that guesses codes does not come far. */
export const PUBLIC_ANSWERS_PER_MINUTE = 20

type Link = RequestOf<typeof api.publicSurvey>

/** The questions behind a link. It says nothing of whom it was sent to. */
export async function publicSurvey(services: Services, { countyCode, code }: Link) {
  const { database, crypto, now } = services
  const countyName = await countyNamed(database, countyCode)
  if (countyName === null) throw new NotFound('county')
  return await inCounty(database, countyCode, async (db) => {
    const invitee = await inviteeByLink(db, crypto.keyedHash('survey link', code))
    const [survey] = invitee ? await surveysKept(db, invitee.surveyId) : []
    if (!invitee || !survey) throw new NotFound('survey')
    const { title, toDay, questions } = survey
    const over = dayInShanghai(now()) > toDay
    const state = invitee.answered ? ('answered' as const) : over ? ('over' as const) : ('open' as const)
    return {
      title,
      countyName,
      toDay,
      state,
      questions: questions.map(({ measures: _, good: _good, ...one }) => ({
        ...one,
        answers: [...one.answers],
      })),
    }
  })
}

/** 链接答卷, once. */
export async function answerPublicSurvey(
  services: Services,
  { countyCode, code, answers }: RequestOf<typeof api.answerPublicSurvey>,
) {
  const { database, crypto, now } = services
  if ((await countyNamed(database, countyCode)) === null) throw new NotFound('county')
  return await inCounty(database, countyCode, async (db) => {
    const invitee = await inviteeByLink(db, crypto.keyedHash('survey link', code))
    const [survey] = invitee ? await surveysKept(db, invitee.surveyId) : []
    if (!invitee || !survey) throw new NotFound('survey')
    if (dayInShanghai(now()) > survey.toDay) throw new Refused('survey-over', '这次调查已经截止，谢谢您。')
    refuseFaults(survey.questions, answerFaults(survey.questions, answers))
    await putAnswers(
      db,
      {
        inviteeId: invitee.id,
        surveyId: survey.id,
        channel: 'link',
        answers,
        invalid: null,
        answeredAt: now(),
        takenBy: null,
      },
      false,
    )
    return { taken: true as const }
  })
}
