import type { agreement as agreementReply, signAgreement } from '@qianyue/api/agreements.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorAgreement, DoorMember } from '@qianyue/domain/doors/door.ts'
import type { z } from 'zod'
import type { Entry } from '../offline/outbox.ts'

type AgreementState = 'provisional' | 'refused' | 'confirmed' | 'partly-lost' | 'lost' | 'draft'

export const agreementStateWords: Record<AgreementState, string> = {
  provisional: '待确认',
  refused: '未被接受',
  confirmed: '已确认',
  'partly-lost': '部分未生效',
  lost: '未生效',
  draft: '待签字',
}

/** One agreement as the phone knows it: what waits in the outbox, what the server said, what the copy holds. */
export type AgreementHere = {
  id: string
  number: string | null
  state: AgreementState
  teamName: string
  signedOn: LocalDate | null
  startsOn: LocalDate
  endsOn: LocalDate
  door: Door
  /** Members with what another agreement took over, if anything did. */
  members: { member: DoorMember; lost: DoorAgreement['lost'] }[]
  entry: Entry | null
}

/** The agreements of the doors on this phone, those signed last first. */
export function agreementsHere(doors: Iterable<Door>, outbox: readonly Entry[]): AgreementHere[] {
  const entries = new Map(outbox.filter(({ call }) => call === SIGN).map((entry) => [entry.id, entry]))
  const found = new Map<string, AgreementHere>()
  for (const door of doors) {
    for (const member of door.members) {
      for (const one of member.agreements) {
        const entry = entries.get(one.agreementId) ?? null
        const known = found.get(one.agreementId) ?? {
          id: one.agreementId,
          number: one.number,
          state: 'confirmed',
          teamName: one.teamName,
          signedOn: one.signedOn,
          startsOn: one.startsOn,
          endsOn: one.endsOn,
          door,
          members: [],
          entry,
        }
        const lost = one.lost ?? lostIn(entry, member.id)
        known.members.push({ member, lost })
        found.set(one.agreementId, known)
      }
    }
  }
  for (const here of found.values()) here.state = stateOf(here)
  return [...found.values()].sort((a, b) => lastFirst(a, b))
}

const SIGN: (typeof signAgreement)['call'] = 'POST /agreements'

/** What the server decided about a member when it took the agreement, until the copy says the same. */
function lostIn(entry: Entry | null, residentId: string): DoorAgreement['lost'] {
  if (entry?.state !== 'accepted') return null
  const reply = entry.reply as z.output<typeof agreementReply>
  return reply.members.find((member) => member.residentId === residentId)?.lost ?? null
}

function stateOf({ members, entry, signedOn }: AgreementHere): AgreementState {
  if (entry?.state === 'refused') return 'refused'
  if (entry && entry.state !== 'accepted') return 'provisional'
  const lost = members.filter((one) => one.lost !== null).length
  if (lost === members.length) return 'lost'
  if (lost > 0) return 'partly-lost'
  return signedOn === null ? 'draft' : 'confirmed'
}

function lastFirst(a: AgreementHere, b: AgreementHere): number {
  const [x, y] = [a, b].map(({ signedOn, startsOn, id }) => `${signedOn ?? startsOn}/${id}`) as [
    string,
    string,
  ]
  return x < y ? 1 : -1
}

/** What was asked for by an entry that signs. */
export function askedBy(entry: Entry): RequestOf<typeof signAgreement> {
  return entry.request as RequestOf<typeof signAgreement>
}
