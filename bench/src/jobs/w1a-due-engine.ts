import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { yearOf } from '@qianyue/domain/days/local-date.ts'
import { compilePolicy } from '@qianyue/domain/duties/compile-policy.ts'
import { plannedDutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import { type PlannedDuty, stateOn } from '@qianyue/domain/duties/duty.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import type { ResidentFacts } from '@qianyue/domain/residents/resident-facts.ts'
import { factsOf, ON } from '../facts.ts'
import { inTurn, type Line, sameAnswer, spreadOf } from '../measure.ts'
import { generate, HISTORY_START, TAG, YEAR_START } from '../workload.ts'

const RESIDENTS = 1000
const SEED = 11
/** A fifth of a second, as long as CHT's rules run before their rounds are counted. */
const WARM_UPS = 100
/** Rounds of CHT, every other of which clears up behind both: with few of them the median is that of either kind. */
const CHT_ROUNDS = 15
/** Half of what is usual. */
const LEAST = { objects: 0.02, cht: 12 }

/**
 * W1a: what is owed to 1,000 residents of a real mix, with reasons and states, by the shipped rules and the national
 * policy; beside CHT's rules engine and beside plain loops over objects.
 */
export async function dueEngine(): Promise<Line[]> {
  const everybody = factsOf(RESIDENTS, SEED)
  const policy = compilePolicy(nationalDefault2022, yearOf(ON))
  const ours = () => {
    let open = 0
    for (const facts of everybody) {
      for (const duty of plannedDutiesOf(facts, policy)) {
        const state = stateOn(ON, duty)
        if (state === 'due' || state === 'overdue') open++
      }
    }
    return open
  }
  for (const facts of everybody) proofIsRight(facts, plannedDutiesOf(facts, policy))
  const floor = objectFloor()
  sameAnswer('W1a floor', floor(), { tasks: 915, resolved: 475 })

  const { ours: our, yardstick } = await inTurn(ours, floor, 51, WARM_UPS)
  const perResident = (spread: typeof our) => scaled(spread, 1000 / RESIDENTS)
  const lines: Line[] = [
    {
      job: 'W1a',
      what: 'duties of a resident, with reasons, beside plain loops over objects for four schedules',
      unit: 'µs',
      ours: perResident(our),
      yardstick: { name: 'objects', spread: perResident(yardstick) },
      ratio: yardstick.median / our.median,
      leastRatio: LEAST.objects,
      promise: null,
      note: `the national policy has ${nationalDefault2022.duties.rules.length} rules; the floor four`,
    },
  ]
  const cht = chtRounds()
  lines.push({
    job: 'W1a',
    what: "duties of a resident, with reasons, beside CHT's rules",
    unit: 'µs',
    ours: perResident(our),
    yardstick: cht && { name: 'CHT', spread: perResident(cht) },
    ratio: cht && cht.median / our.median,
    leastRatio: LEAST.cht,
    promise: cht && { words: '≥ 20× CHT', kept: cht.median / our.median >= 20 },
    ...(cht ? {} : { note: 'CHT: not installed' }),
  })
  return lines
}

/** An independent look at the answer: a proof is a service of the resident, inside the duty's days, used once a service. */
function proofIsRight(facts: ResidentFacts, duties: readonly PlannedDuty[]): void {
  const used = new Set<string>()
  for (const duty of duties) {
    if (duty.doneOn === null) continue
    const record = facts.services.find(({ recordId }) => recordId === duty.fulfilledBy)
    if (!record || record.performedOn !== duty.doneOn)
      throw new Error(`W1a: ${duty.key} is proven by nothing`)
    if (record.performedOn > duty.closesOn) throw new Error(`W1a: ${duty.key} is proven after its last day`)
    const use = `${duty.service} ${record.recordId}`
    if (used.has(use)) throw new Error(`W1a: one record proves ${duty.service} twice`)
    used.add(use)
  }
}

function chtRounds() {
  try {
    const output = execFileSync(
      process.execPath,
      [join(import.meta.dirname, '../peers/cht.cjs'), String(RESIDENTS), String(CHT_ROUNDS)],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    const found = JSON.parse(output) as { times: number[]; tasks: number; resolved: number }
    sameAnswer('W1a CHT', { tasks: found.tasks, resolved: found.resolved }, { tasks: 915, resolved: 475 })
    return spreadOf(found.times)
  } catch (error) {
    if ((error as { status?: number }).status === undefined) throw error
    return null
  }
}

/** The four schedules of the CHT project as loops over objects that hold their own reports. */
function objectFloor() {
  type Contact = { signed: boolean; tags: number; reports: { form: number; day: number }[] }
  const contacts: Contact[] = []
  generate(
    RESIDENTS,
    SEED,
    (_, person) => contacts.push({ signed: person.signedDay > 0, tags: person.tags, reports: [] }),
    (resident, form, day) => contacts[resident]!.reports.push({ form, day }),
  )
  const quarters = [0, 1, 2, 3].map((quarter) => YEAR_START + quarter * 91 + 75)
  const schedules: [tag: number, form: number, dues: number[], before: number, after: number][] = [
    [TAG.hypertension, 1, quarters, 30, 60],
    [TAG.diabetes, 2, quarters, 30, 60],
    [TAG.elderly, 3, [YEAR_START + 335], 180, 180],
    [TAG.child, 4, quarters, 30, 60],
  ]
  if (HISTORY_START >= YEAR_START) throw new Error('the history begins before the year')
  return () => {
    const tasks: { contact: Contact; due: number; resolved: boolean }[] = []
    for (const contact of contacts) {
      if (!contact.signed) continue
      for (const [tag, form, dues, before, after] of schedules) {
        if (!(contact.tags & tag)) continue
        for (const due of dues) {
          const resolved = contact.reports.some(
            (report) => report.form === form && report.day >= due - before && report.day <= due + after + 1,
          )
          tasks.push({ contact, due, resolved })
        }
      }
    }
    return { tasks: tasks.length, resolved: tasks.filter((task) => task.resolved).length }
  }
}

function scaled<S extends { median: number; least: number; most: number }>(spread: S, by: number): S {
  return { ...spread, median: spread.median * by, least: spread.least * by, most: spread.most * by }
}
