import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { anyValuesOf } from '@qianyue/domain/forms/any-values.fixture.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { idOf } from '@qianyue/domain/registers/register-reading.fixture.ts'
import fc from 'fast-check'
import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { signingOf } from '../agreements/agreements.fixture.ts'
import { rollAgreements } from '../agreements/roll-agreements.ts'
import { rollDay } from '../indicators/roll-day.ts'
import { register } from '../residents/residents.fixture.ts'
import { type Caller, units } from '../testing/county.ts'
import { values138, values168 } from '../testing/follow-ups.ts'
import type { History, Sent } from './history.fixture.ts'
import { isOfOffice, liveInOffice, officeActs } from './office-steps.fixture.ts'

const populations = ['hypertension', 'type2-diabetes', 'registered-poor', 'disabled', 'tuberculosis'] as const
const eventKinds = ['death', 'move-out', 'away', 'return', 'split', 'join', 'head-change', 'move-in'] as const
const endReasons = ['resident-request', 'moved', 'lost', 'provider-fault', 'invoice-void'] as const

/** What somebody does; `who`, `which` and `on` choose among what there is by then. */
const choice = {
  who: fc.nat(9),
  which: fc.nat(19),
  on: fc.nat(29),
  sent: fc.constantFrom<Sent[]>('once', 'at-once', 'again'),
  seed: fc.nat(),
}
/** All else than sheets. */
const acts = [
  'newcomer',
  'declare',
  'undeclare',
  'event',
  'event-undone',
  'undo-event',
  'sign-person',
  'sign-household',
  'terminate',
  'leave',
  'renew',
  'transfer',
  'follow-up',
  'follow-up-undone',
  'correct',
  'withdraw',
  'merge-undone',
  'merge',
  'undo-merge',
  'draft',
  'confirm',
  'decline',
  'renew-many',
  'hand-over',
  'glucose',
  'slip',
  'referral-step',
  'phone',
  'import',
  'import-undone',
  'undo-import',
  'days',
] as const

export const step = fc.record({
  act: fc.oneof(
    // Much of what is done in a county is written on a sheet.
    { arbitrary: fc.constantFrom('sheet', 'sheet-undone'), weight: 1 },
    { arbitrary: fc.constantFrom(...acts), weight: 4 },
    { arbitrary: fc.constantFrom(...officeActs), weight: 1 },
  ),
  ...choice,
})
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const at = <T>(of: readonly T[], index: number): T => of[index % of.length]!

const REFERRAL_STEPS = ['booked', 'seen', 'admitted', 'home', 'card', 'not-gone'] as const

/** The same sheet for the same seed. */
const filledAnyhow = (form: Form, seed: number, on: LocalDate) =>
  fc.sample(anyValuesOf(form, on), { seed, numRuns: 1 })[0]!

/** A register of some of six people in two families, whose telephones, lists and families change from one to the next. */
async function bringIn(history: History, which: number, on: number): Promise<string | null> {
  const rows = [0, 1, 2, 3, 4, 5].flatMap((order) => {
    if ((which + order) % 4 === 0) return []
    const family = (order + (on % 4 === 0 ? 1 : 0)) % 2
    const isFirst = order < 2
    return [
      [
        ...[
          `户${family + 1}`,
          `赵${'甲乙丙丁戊己'[order]}`,
          isFirst ? '户主' : '其他亲属',
          idOf(`19${50 + order * 7}0412`, 100 + order),
        ],
        ...[`1390000${String(1000 + ((which * 7 + order) % 50))}`, (which + order) % 3 === 0 ? '高血压' : ''],
        ...['东岭村', `东岭村${1 + family}组${on % 7}号`],
      ].join(','),
    ]
  })
  const title = '户号,姓名,与户主关系,身份证号,电话,重点人群,村,住址'
  return await history.importRegister(Buffer.from(`\ufeff${[title, ...rows].join('\n')}`))
}

/** One step of a history: what is asked of the program, and what has to be so afterwards. */
export async function live(history: History, { act, who, which, on, sent, seed }: Step) {
  if (isOfOffice(act)) return await liveInOffice(history, { act, who, which, on, sent, seed })
  const { officer, doctor, signing, people } = history
  const person = at(people, who)
  const day = addDays(history.today, -(on % 5 === 0 ? 0 : on))
  const agreements = await history.agreements()
  const send = (by: Caller, address: string, body: object) => history.send(by, address, body, sent)
  const event = async () => {
    const kind = at(eventKinds, which)
    const eventId = newId()
    const placed = ['join', 'split', 'move-in'].includes(kind)
    const reply = await send(officer, `/residents/${person}/events`, {
      eventId,
      kind,
      on: day,
      ...(placed && {
        householdId: kind === 'split' ? newId() : signing.household.id,
        relation: '20',
        address: '东岭村9组7号',
      }),
      ...(on % 3 === 0 ? { newHeadId: at(people, who + 1) } : {}),
    })
    return reply.status === 200 ? { resident: person, id: eventId } : null
  }
  const undoEvent = ({ resident, id }: { resident: string; id: string }) =>
    send(officer, `/residents/${resident}/events/${id}/withdrawal`, { reason: '记错了人' })
  const merge = async () => {
    const id = newId()
    const asked = { id, keptId: person, droppedId: at(people, who + 1 + which), reason: '同一个人' }
    return (await send(officer, '/residents/merges', asked)).status === 200 ? id : null
  }
  const end = {
    reason: at(endReasons, which),
    terminatedOn: on % 2 ? addDays(history.today, on % 3 === 0 ? 1 : 0) : day,
  }
  const recorder = at([doctor, history.villageDoctor], on)
  const followUp = async () => {
    const id = newId()
    const form = { form: 'hypertension-follow-up', performedOn: day, mode: 'clinic' }
    const values = which % 2 ? values168 : values138
    const record = { id, residentId: person, ...form, values }
    return (await send(recorder, '/service-records', record)).status === 200 ? id : null
  }
  /** Any sheet: what is refused is filled otherwise, as a doctor would. */
  const sheet = async () => {
    const form = at(forms, seed)
    const id = newId()
    const filled = filledAnyhow(form, seed, day)
    for (let tries = 1; tries < 6; tries++) {
      const body = {
        id,
        residentId: person,
        form: form.code,
        performedOn: day,
        mode: 'clinic',
        values: filled,
      }
      const { status, body: said } = await send(officer, '/service-records', body)
      if (status === 200) return { id, form, resident: person }
      if (!said.fields) return null
      const anew = filledAnyhow(form, seed + tries, day)
      for (const path of Object.keys(said.fields)) {
        const field = path.split('[')[0]!
        const value = anew[field]
        if (value === undefined) delete filled[field]
        else filled[field] = value
      }
    }
    return null
  }
  switch (act) {
    case 'newcomer': {
      const id = newId()
      const newcomer = {
        id,
        name: at(['张三', '李四'], on),
        isNoDuplicate: true,
        sex: at(['male', 'female', 'unknown'] as const, on),
        birthDate: `${1940 + ((on * 3) % 86)}-0${1 + (which % 9)}-11`,
        villageCode: which % 4 === 0 ? units.hewan : units.donglingVillage,
        ...(which % 3 === 0 ? { householdId: signing.household.id } : {}),
      }
      if ((await register(officer, newcomer)).status === 200) people.push(id)
      return
    }
    case 'declare':
      await send(officer, `/residents/${person}/populations`, {
        membershipId: newId(),
        population: at(populations, which),
        since: addDays(day, -400),
        declaredBy: 'register',
      })
      return
    case 'undeclare': {
      const [one] = await history.rows(
        `select id from resident_populations where resident_id = '${person}' and until is null`,
      )
      if (one)
        await send(officer, `/residents/${person}/populations/${one.id}/ending`, {
          lastDay: day,
          reason: '复核后不符合',
        })
      return
    }
    case 'event': {
      const told = await event()
      if (told) history.events.push(told)
      return
    }
    case 'event-undone': {
      const before = await history.state()
      const told = await event()
      if (!told) return
      expect((await undoEvent(told)).status).toBe(200)
      expect(await history.state(), `${at(eventKinds, which)} undone`).toEqual(before)
      return
    }
    case 'undo-event':
      if (history.events.length) await undoEvent(at(history.events, which))
      return
    case 'sign-person':
      await send(doctor, '/agreements', {
        id: newId(),
        unit: 'person',
        residentId: person,
        teamId: signing.teamId,
        signatoryId: person,
        startsOn: on % 4 === 0 ? addDays(history.today, on) : day,
        termMonths: 12,
        signedVia: 'clinic',
        members: [
          {
            residentId: person,
            packageIds: [signing.packages['general-basic'], at(Object.values(signing.packages), which)],
            ...(on % 3 === 0
              ? { negotiated: [{ service: 'medication-guidance', times: 2, every: 'quarter' }] }
              : {}),
          },
        ],
      })
      return
    case 'sign-household':
      await send(doctor, '/agreements', signingOf(signing, { startsOn: day }))
      return
    case 'terminate':
      if (agreements.length) await send(doctor, `/agreements/${at(agreements, which)}/termination`, end)
      return
    case 'leave':
      if (agreements.length)
        await send(doctor, `/agreements/${at(agreements, which)}/departures`, { residentId: person, ...end })
      return
    case 'renew':
      if (agreements.length)
        await send(doctor, `/agreements/${at(agreements, which)}/renewal`, { id: newId() })
      return
    case 'transfer':
      if (agreements.length) {
        await send(officer, `/agreements/${at(agreements, which)}/transfer`, {
          id: newId(),
          teamId: history.otherTeam,
          reason: '换到另一个团队',
        })
      }
      return
    case 'follow-up-undone': {
      const before = await history.follows()
      const id = await followUp()
      if (!id) return
      const undone = await send(recorder, `/service-records/${id}/withdrawal`, {
        id: newId(),
        reason: '写错了人',
      })
      expect(undone.status).toBe(200)
      expect(await history.follows(), 'follow-up withdrawn').toEqual(before)
      return
    }
    case 'follow-up': {
      const id = await followUp()
      if (id) history.records.push(id)
      return
    }
    case 'correct':
    case 'withdraw': {
      if (history.records.length === 0) return
      const id = at(history.records, which)
      const body = { id: newId(), reason: '写错了数值' }
      if (act === 'withdraw') await send(doctor, `/service-records/${id}/withdrawal`, body)
      else
        await send(doctor, `/service-records/${id}/corrections`, {
          ...body,
          values: on % 2 ? values138 : values168,
          performedOn: day,
        })
      return
    }
    case 'merge': {
      const id = await merge()
      if (id) history.merges.push(id)
      return
    }
    case 'merge-undone': {
      const before = await history.state()
      const id = await merge()
      if (!id) return
      expect((await send(officer, `/residents/merges/${id}/undo`, {})).status).toBe(200)
      expect(await history.state(), 'merge undone').toEqual(before)
      return
    }
    case 'undo-merge':
      if (history.merges.length)
        await send(officer, `/residents/merges/${at(history.merges, which)}/undo`, {})
      return
    case 'draft':
      await send(doctor, '/agreements', signingOf(signing, { startsOn: day, pending: true }))
      return
    case 'confirm':
      if (agreements.length) await send(doctor, `/agreements/${at(agreements, which)}/signature`, {})
      return
    case 'decline':
      if (agreements.length) {
        const declined = on % 2 ? 'rejected' : 'withdrawn'
        await send(doctor, `/agreements/${at(agreements, which)}/declining`, { declined, note: '暂不需要' })
      }
      return
    case 'renew-many': {
      const renewals = agreements.map((agreementId) => ({ agreementId, id: newId() }))
      if (renewals.length) await send(doctor, '/agreement-renewals', { renewals, preview: on % 4 === 0 })
      return
    }
    case 'hand-over': {
      const [from, to] = which % 2 ? [signing.teamId, history.otherTeam] : [history.otherTeam, signing.teamId]
      await send(officer, `/teams/${from}/hand-over`, {
        toTeamId: to,
        reason: `团队长第 ${which} 次轮换`,
        withVillages: false,
      })
      return
    }
    case 'glucose':
      await send(doctor, '/service-records', {
        ...{
          id: newId(),
          residentId: person,
          form: 'type2-diabetes-follow-up',
          performedOn: day,
          mode: 'clinic',
        },
        values: {
          systolicMmHg: 128,
          diastolicMmHg: 78,
          symptoms: [1],
          fastingGlucoseMmolL: which % 2 ? 9.4 : 6.1,
        },
      })
      return
    case 'slip':
      await send(doctor, '/service-records', {
        ...{ id: newId(), residentId: person, form: which % 2 ? 'referral-out' : 'referral-back' },
        ...{ performedOn: day, mode: 'clinic' },
        values: {
          institution: '县人民医院',
          ...(which % 2
            ? { impression: '高血压', presentIllness: '两次未控制' }
            : { diagnosis: '高血压三级', treatment: '加用药物' }),
        },
      })
      return
    case 'sheet': {
      const written = await sheet()
      if (written) await history.shows(written)
      return
    }
    case 'sheet-undone': {
      const before = await history.follows()
      const written = await sheet()
      if (!written) return
      const { id, form } = written
      const values = filledAnyhow(form, seed + 17, day)
      const corrected = { id: newId(), reason: '写错了数值', values }
      await send(officer, `/service-records/${id}/corrections`, corrected)
      const reason = '写错了人'
      const undone = await send(officer, `/service-records/${id}/withdrawal`, { id: newId(), reason })
      expect(undone.status, JSON.stringify(undone.body)).toBe(200)
      expect(await history.follows(), `${form.name} withdrawn`).toEqual(before)
      return
    }
    case 'referral-step':
      await send(doctor, `/residents/${person}/referral-steps`, {
        ...{ id: newId(), step: at(REFERRAL_STEPS, which), on: day },
      })
      return
    case 'phone': {
      const written = [
        ...[168, 138].map((systolicMmHg, index) => ({
          address: '/service-records',
          body: {
            ...{ id: newId(), residentId: at(people, who + index), form: 'hypertension-follow-up' },
            ...{ performedOn: addDays(day, -index), mode: 'home' },
            values: { systolicMmHg, diastolicMmHg: 90, symptoms: [1] },
          },
        })),
        {
          address: '/agreements',
          body: signingOf(signing, { startsOn: day, signedVia: 'home', signedOn: day }),
        },
      ]
      await history.phoneSends(which % 2 ? written : written.toReversed())
      return
    }
    case 'import':
      await bringIn(history, which, on)
      return
    case 'import-undone': {
      const before = await history.state()
      const id = await bringIn(history, which, on)
      if (!id) return
      await history.undoImport(id)
      expect(await history.state(), 'import undone').toEqual(before)
      return
    }
    case 'undo-import':
      if (history.imports.length) await history.undoImport(at(history.imports, which))
      return
    case 'days': {
      // A program that stood still for a month makes up for it; a longer time has its nights between.
      await history.phoneFollows()
      for (let left = at([1, 7, 45, 100, 370], which); left > 0; left -= 30) {
        history.today = addDays(history.today, Math.min(left, 30))
        const { county } = signing
        county.on(history.today)
        await rollAgreements(county.services, 320399)
        await rollDay(county.services.database, 320399, history.today)
      }
    }
  }
}
