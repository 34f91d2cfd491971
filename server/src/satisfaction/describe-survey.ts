import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/satisfaction.ts'
import {
  answerCounts,
  isShown,
  type SurveyAnswers,
  type SurveyMeasure,
  type SurveyQuestion,
  surveyRate,
} from '@qianyue/domain/satisfaction/survey.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { type InviteeRow, inviteesOf, type SurveyRow, surveysKept } from './satisfaction.queries.ts'

/** Answers that count, of some of those who were asked. */
function validOf(invitees: readonly InviteeRow[]): SurveyAnswers[] {
  return invitees.flatMap(({ answers, invalid }) => (answers === null || invalid !== null ? [] : [answers]))
}

/** Rates of a group; null where so few answered that one could tell who said what. */
function figuresOf(survey: SurveyRow, invitees: readonly InviteeRow[]) {
  const valid = validOf(invitees)
  const shown = isShown(valid.length, survey)
  const rateOf = (measure: SurveyMeasure) => (shown ? surveyRate(measure, survey.questions, valid) : null)
  return {
    sampled: invitees.length,
    valid: valid.length,
    satisfaction: rateOf('satisfaction'),
    awareness: rateOf('awareness'),
  }
}

export function describeSurvey(survey: SurveyRow, invitees: readonly InviteeRow[]) {
  const { questions: _, leastAnswers: _least, ...row } = survey
  const own = invitees.filter(({ surveyId }) => surveyId === survey.id)
  return {
    ...row,
    ...figuresOf(survey, own),
    answered: own.filter(({ answers }) => answers !== null).length,
  }
}

export async function listSurveys({ db, today }: Context): Promise<ReplyInput<typeof api.listSurveys>> {
  const rows = await surveysKept(db)
  const invitees = await inviteesOf(
    db,
    rows.map(({ id }) => id),
  )
  const { surveys } = await policyAt(db, today)
  return {
    surveys: rows.map((row) => describeSurvey(row, invitees)),
    questions: surveys.questions.map(plain),
    leastAnswers: surveys.leastAnswers,
  }
}

function plain(question: SurveyQuestion) {
  return { ...question, answers: [...question.answers], good: [...question.good] }
}

type By = 'village' | 'team' | 'doctor'

const keyOf: Record<By, (invitee: InviteeRow) => { key: string; name: string } | null> = {
  village: ({ villageCode, villageName }) => ({ key: String(villageCode), name: villageName }),
  team: ({ teamId, teamName }) => (teamId === null ? null : { key: teamId, name: teamName ?? '' }),
  doctor: ({ staffId, staffName }) => (staffId === null ? null : { key: staffId, name: staffName ?? '' }),
}

/** 结果: by village, team and doctor, and answer by answer. */
export async function showSurvey(
  { db }: Context,
  { id }: { id: string },
): Promise<ReplyInput<typeof api.getSurvey>> {
  const [survey] = await surveysKept(db, id)
  if (!survey) throw new NotFound('survey')
  const invitees = await inviteesOf(db, [id])
  const valid = validOf(invitees)
  const shown = isShown(valid.length, survey)
  return {
    ...describeSurvey(survey, invitees),
    leastAnswers: survey.leastAnswers,
    groups: (Object.keys(keyOf) as By[]).flatMap((by) => groupsBy(survey, invitees, by)),
    questions: survey.questions.map((question) => ({
      ...plain(question),
      counts: shown ? answerCounts(question, valid) : [],
      rate: shown && question.measures !== null ? surveyRate(question.measures, [question], valid) : null,
    })),
  }
}

function groupsBy(survey: SurveyRow, invitees: readonly InviteeRow[], by: By) {
  const groups = new Map<string, { name: string; own: InviteeRow[] }>()
  for (const invitee of invitees) {
    const found = keyOf[by](invitee)
    if (!found) continue
    const group = groups.get(found.key)
    if (group) group.own.push(invitee)
    else groups.set(found.key, { name: found.name, own: [invitee] })
  }
  return [...groups].map(([key, { name, own }]) => ({ by, key, name, ...figuresOf(survey, own) }))
}

/** 打开答卷: what was answered, without who. @throws Refused where too few answered. */
export async function openAnswers(
  { db, note }: Context,
  { id, by, key }: RequestOf<typeof api.surveyAnswers>,
): Promise<ReplyInput<typeof api.surveyAnswers>> {
  const [survey] = await surveysKept(db, id)
  if (!survey) throw new NotFound('survey')
  const wanted = (await inviteesOf(db, [id])).filter(
    (invitee) =>
      invitee.answers !== null && invitee.invalid === null && (!by || keyOf[by](invitee)?.key === key),
  )
  if (!isShown(wanted.length, survey))
    throw new Refused(
      'too-few-answers',
      `有效答卷不足 ${survey.leastAnswers} 份，为保护答卷人不打开，也不单列满意率。`,
    )
  note({ subject: `survey ${id} answers opened` })
  // In an order of their own, so that the number does not tell the place in the sample.
  const shuffled = wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return shuffled.map(({ channel, answers }, index) => ({
    number: index + 1,
    channel: channel!,
    answers: mutable(answers!),
  }))
}

function mutable(answers: SurveyAnswers): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(answers).map(([code, said]) => [code, typeof said === 'string' ? said : [...said]]),
  )
}
