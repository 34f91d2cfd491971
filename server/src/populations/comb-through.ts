import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { listCombThrough as call, decideCombThrough as decideCall } from '@qianyue/api/populations.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { addYears, ageYearsOn, bornBy, startOfYear } from '@qianyue/domain/days/local-date.ts'
import {
  type CombThroughRules,
  combThrough,
  type Suggestion,
} from '@qianyue/domain/populations/comb-through.ts'
import { whyCannotDeclare, whyCannotEnd } from '@qianyue/domain/populations/declaring.ts'
import { type AgePolicy, type Population, populationWords } from '@qianyue/domain/populations/population.ts'
import { declarationRefusalWords, suggestionWords } from '@qianyue/domain/residents/words.ts'
import { v7 as newId } from 'uuid'
import { refreshResidents } from '../duties/refresh-residents.ts'
import { gatherFacts } from '../duties/resident-facts.queries.ts'
import type { Context } from '../http/context.ts'
import { Invalid, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { residentToEdit } from '../residents/edit.queries.ts'
import { populationPeriodsOf } from '../residents/resident-page.queries.ts'
import * as queries from './populations.queries.ts'

/** Residents looked at for one page at most: where few are to be combed, the page ends early and the next goes on. */
const LOOKED_AT = 2_000
const TOGETHER = 400

/** 年度梳理: who should be taken onto a list, off it, or confirmed, in the order of the villages. */
export async function listCombThrough(
  context: Context,
  { orgId, population, suggest, cursor, limit }: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  if (cursor !== undefined && !/^[0-9a-f-]{36}$/i.test(cursor)) {
    throw new Invalid({ cursor: '翻页位置无效，请从第一页重新查看' })
  }
  const policy = await combPolicy(context)
  const items: ReplyInput<typeof call>['items'] = []
  let after = cursor ?? null
  for (let lookedAt = 0; lookedAt < LOOKED_AT; lookedAt += TOGETHER) {
    const candidates = await queries.combCandidates(context, {
      within: orgId === undefined ? null : rangeOf(orgId),
      population,
      forms: policy.shownBy.map(({ form }) => form),
      elderlyBornBy: bornBy(context.today, policy.elderlyFromYears),
      recordsSince: addYears(context.today, -1),
      after,
      most: TOGETHER,
    })
    for (const { candidate, suggestions } of await suggestionsFor(context, candidates, policy)) {
      const wanted = suggestions.filter(
        (one) =>
          (population === undefined || one.population === population) &&
          (suggest === undefined || one.suggest === suggest),
      )
      if (items.length > 0 && items.length + wanted.length > limit) return { items, nextCursor: after }
      items.push(...wanted.map((one) => itemOf(context, candidate, one, policy.ages)))
      after = candidate.id
    }
    if (candidates.length < TOGETHER) return { items, nextCursor: null }
  }
  return { items, nextCursor: after }
}

async function combPolicy({ db, today }: Context): Promise<CombThroughRules & { ages: AgePolicy }> {
  const { ages, 'comb-through': rules } = await policyAt(db, today)
  return { ...rules, elderlyFromYears: ages.elderlyFromYears, ages }
}

async function suggestionsFor(
  context: Context,
  candidates: readonly queries.Candidate[],
  policy: CombThroughRules,
) {
  const { residents } = await gatherFacts(
    context.db,
    candidates.map(({ id }) => id),
    context.today,
  )
  const facts = new Map(residents.map((resident) => [resident.facts.residentId, resident.facts]))
  const year = startOfYear(context.today)
  return candidates.flatMap((candidate) => {
    const known = facts.get(candidate.id)
    if (!known) return []
    const confirmed: Partial<Record<Population, Context['today']>> = {}
    const leftOut = new Set<Population>()
    for (const { population, decision, decidedOn } of candidate.reviews) {
      if (decision === 'keep' || decision === 'add') confirmed[population] = decidedOn
      if (decision === 'leave-out' && decidedOn >= year) leftOut.add(population)
    }
    const suggestions = combThrough(
      { ...known, confirmed, householdBirthDates: candidate.householdBirthDates },
      policy,
      context.today,
    ).filter(({ suggest, population }) => !(suggest === 'add' && leftOut.has(population)))
    return [{ candidate, suggestions }]
  })
}

function itemOf(
  { today }: Context,
  candidate: queries.Candidate,
  { population, suggest, because }: Suggestion,
  ages: AgePolicy,
) {
  const { id, name, sex, birthDate, villageName, address, memberships } = candidate
  return {
    residentId: id,
    name,
    sex,
    ageYears: ageYearsOn(today, birthDate),
    villageName,
    address,
    population,
    populationName: populationWords(population, ages),
    suggest,
    because: suggestionWords(because),
    membershipId: memberships.find((held) => held.population === population)?.id ?? null,
  }
}

/** The decisions of a comb-through: each changes the list or confirms it, and is kept with who and when. */
export async function decideCombThrough(
  context: Context,
  { decisions }: RequestOf<typeof decideCall>,
): Promise<ReplyInput<typeof decideCall>> {
  const { today } = context
  const policy = await combPolicy(context)
  const changed = new Set<string>()
  for (const decision of decisions) {
    if (await queries.reviewIsKnown(context, decision.id)) continue
    const resident = await residentToEdit(context, decision.residentId)
    const held = await populationPeriodsOf(context, decision.residentId)
    const { population } = decision
    const note = decision.note || '年度梳理'
    if (decision.decision === 'add') {
      const refusal = whyCannotDeclare(
        { ...resident, populations: held },
        population,
        { since: today, until: null },
        today,
        policy.ages,
      )
      if (refusal)
        throw new Refused(
          refusal.code,
          declarationRefusalWords(refusal, (one) => populationWords(one, policy.ages)),
          { residentId: resident.id },
        )
      const isShown = policy.shownBy.some((shown) => shown.population === population)
      const declaredBy = isShown ? 'service-record' : 'screening'
      await queries.insertMembership(context, {
        id: newId(),
        residentId: resident.id,
        population,
        since: today,
        until: null,
        declaredBy,
        sourceNote: note,
      })
      changed.add(resident.id)
    } else if (decision.decision === 'remove') {
      const membership = held.find(
        (one) => one.population === population && (one.until === null || one.until >= today),
      )
      const refusal = whyCannotEnd(membership, population, today, today)
      if (refusal)
        throw new Refused(
          refusal.code,
          declarationRefusalWords(refusal, (one) => populationWords(one, policy.ages)),
          { residentId: resident.id },
        )
      await queries.endMembership(context, membership!.id, today, note)
      changed.add(resident.id)
    }
    await queries.insertReview(context, decision)
    context.note({ residentId: resident.id, subject: `population ${population}`, reason: note })
  }
  await refreshResidents(context, [...changed])
  return { decided: decisions.length }
}
