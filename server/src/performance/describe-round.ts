import { linesOf } from '@qianyue/domain/performance/assessment-sheet.ts'
import { leastOf, levelsFor, mayScore } from '@qianyue/domain/performance/round.ts'
import { mayDo, reachesWhole } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import {
  appealsOf,
  entriesOf,
  type RoundRow,
  roundById,
  roundsIn,
  type SubjectRow,
  subjectsOf,
} from './performance.queries.ts'
import { placesOf, type ScoredSubject, scoreSubjects } from './score-subjects.ts'

/** A round as the calls show it, with those of its assessed whom one reaches. @throws NotFound when it is out of reach. */
export async function describeRound(context: Context, id: string) {
  const { db } = context
  const round = await foundRound(context, id)
  const subjects = await subjectsOf(db, [id])
  const scored = await scoreSubjects(context, round, subjects, await entriesOf(db, id))
  const whole = reachesWhole(context.reach, round.unitCode)
  const places = whole ? placesOf(scored) : new Map<string, number>()
  return {
    ...roundLine(round, subjects),
    sheet: round.sheet,
    figuresOn: scored[0]?.figuresOn ?? round.toDay,
    whole,
    assessments: scored.map((one) => subjectLine(round, one, places.get(one.subject.id) ?? null)),
  }
}

export async function describeRounds({ db }: Context, year?: number) {
  const rounds = await roundsIn(db, year)
  const subjects = Map.groupBy(
    await subjectsOf(
      db,
      rounds.map(({ id }) => id),
    ),
    ({ roundId }) => roundId,
  )
  return rounds.map((round) => roundLine(round, subjects.get(round.id) ?? []))
}

/** One of the assessed: its lines, what each level entered, and what the viewer may do. */
export async function describeSubject(context: Context, id: string, subjectId: string) {
  const { db, viewer } = context
  const round = await foundRound(context, id)
  const { sheet } = round
  const subjects = await subjectsOf(db, [id])
  const subject = subjects.find((one) => one.id === subjectId)
  if (!subject) throw new NotFound('assessment')
  const whole = reachesWhole(context.reach, round.unitCode)
  const entries = await entriesOf(db, id, ...(whole ? [] : [subjectId]))
  const scored = await scoreSubjects(context, round, whole ? subjects : [subject], entries)
  const own = scored.find((one) => one.subject.id === subjectId)!
  const [appeals, place] = [
    await appealsOf(db, subjectId),
    whole ? (placesOf(scored).get(subjectId) ?? null) : null,
  ]
  const published = round.publishedAt !== null
  const scoredBy = new Map(own.scored.lines.map((line) => [line.line, line]))
  const levels = levelsFor(sheet.assessed)
  return {
    ...subjectLine(round, own, place),
    roundId: id,
    published,
    figuresOn: own.figuresOn,
    villages: subject.villageCodes.length,
    lines: linesOf(sheet).map(({ code }) => ({
      line: code,
      value: own.values.get(code) ?? null,
      scoreHundredths: scoredBy.get(code)!.hundredths,
      state: scoredBy.get(code)!.state,
      cases: own.cases.get(code)?.map(({ on, words }) => ({ on, words })) ?? null,
      entries: levels.flatMap((level) =>
        entries
          .filter((entry) => entry.subjectId === subjectId && entry.line === code && entry.level === level)
          .map(({ value, proof, enteredBy, enteredAt }) => ({
            level,
            value,
            proof,
            enteredBy,
            enteredAt: enteredAt.toISOString(),
          })),
      ),
    })),
    mayScore: published
      ? null
      : (levels.findLast(
          (level) =>
            mayScore(sheet.assessed, subject.state, level, round.toDay < context.today) &&
            isLevelOf(context, subject, level),
        ) ?? null),
    mayAppeal:
      !published &&
      subject.state !== 'open' &&
      subject.state !== 'self-scored' &&
      mayDo(viewer, 'performance.score') &&
      worksThere(context, subject),
    appeals: appeals.map((appeal) => ({ ...appeal, madeAt: appeal.madeAt.toISOString() })),
  }
}

/** Whether the viewer scores one of the assessed at a level. */
export function isLevelOf(
  context: Context,
  subject: SubjectRow,
  level: 'self' | 'township' | 'county',
): boolean {
  const { viewer } = context
  if (level === 'county') return mayDo(viewer, 'performance.publish')
  if (level === 'township') return mayDo(viewer, 'performance.review')
  return mayDo(viewer, 'performance.score') && worksThere(context, subject)
}

/** A member of the team that is assessed, or somebody of the unit. */
export function worksThere({ viewer }: Context, { teamId, unitCode }: SubjectRow): boolean {
  return teamId === null ? viewer.unitCode === unitCode : viewer.teamIds.includes(teamId)
}

export async function foundRound({ db }: Context, id: string): Promise<RoundRow> {
  const round = await roundById(db, id)
  if (!round) throw new NotFound('assessment round')
  return round
}

function roundLine(round: RoundRow, subjects: readonly SubjectRow[]) {
  const { id, unitCode, unitName, sheet, fromDay, toDay, publishedAt } = round
  return {
    id,
    unitCode,
    unitName,
    sheetCode: sheet.code,
    sheetName: sheet.name,
    assessed: sheet.assessed,
    fromDay,
    toDay,
    state: publishedAt ? ('published' as const) : leastOf(subjects.map(({ state }) => state)),
    subjects: subjects.length,
    openAppeals: subjects.reduce((sum, { openAppeals }) => sum + openAppeals, 0),
    publishedAt: publishedAt?.toISOString() ?? null,
  }
}

function subjectLine({ sheet }: RoundRow, { subject, scored, values }: ScoredSubject, place: number | null) {
  const { id, name, unitCode, unitName, state, openAppeals } = subject
  return {
    id,
    name,
    unitCode,
    unitName,
    state,
    scoreHundredths: scored.hundredths,
    grade: scored.grade,
    vetoedBy: scored.vetoedBy,
    place: subject.place ?? place,
    missing: linesOf(sheet).filter(({ code, value }) => value.from === 'entry' && !values.has(code)).length,
    openAppeals,
  }
}
