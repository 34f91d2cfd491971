import type { Action } from '@qianyue/domain/access/grants.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { CompiledQuery } from 'kysely'
import type { Reach, Viewer } from '../access/viewer.ts'
import type { AuditNote } from '../audit/audit-trail.ts'
import type { Database } from '../database/database.ts'
import { countySchema } from '../database/migrate.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import type { Company } from './company.ts'

/**
 * What a use case is handed: a transaction in which only what the viewer reaches exists, who asks, and which day it
 * is. It needs no class, container or mock.
 */
export type Context = {
  db: Database
  viewer: Viewer
  reach: Reach
  action: Action | 'signed-in'
  today: LocalDate
  now: Date
  crypto: FieldCrypto
  /** Notes who saw or changed what; written with the act, in the same transaction. */
  note: (entry: AuditNote) => void
  /**
   * A last statement, sent together with the commit, and with a company once for all who ask for it; what `fields` makes of
   * its rows goes into the reply. Only for requests.
   */
  closeWith?: <Question, Row>(
    statement: (db: Database, questions: readonly Question[]) => CompiledQuery<Row>,
    question: Question,
    fields: (rows: readonly Row[]) => object,
  ) => void
  /**
   * Keeps a statement whose answer tells nothing for the end of the transaction, where it is sent together with the commit.
   * Only for requests, and only for what nothing of the request reads afterwards.
   */
  writeLast?: (statement: CompiledQuery) => void
  /** The other writes of its transaction, where it shares one: see {@link askTogether}. */
  company?: Company
}

/**
 * Statements that open a request's transaction: the role without rights of its own, the county, the reach, and how far
 * the contents of protected records are reached.
 */
export function openingOf(countyCode: number, reach: Reach, protectedReach: Reach | null = null): string {
  const { range, units, teams, residentId } = reach
  const settings: [string, string][] = [
    ['role', 'qianyue_app'],
    ['search_path', `${countySchema(countyCode)}, platform, public`],
    ['qianyue.county', String(countyCode)],
    ['qianyue.reach_from', range === null ? '' : String(range.from)],
    ['qianyue.reach_to', range === null ? '' : String(range.to)],
    ['qianyue.reach_units', units.length === 0 ? '' : `{${units.map(Number).join(',')}}`],
    ['qianyue.reach_teams', teams.length === 0 ? '' : `{${teams.map(plainUuid).join(',')}}`],
    ['qianyue.reach_resident', residentId === null ? '' : plainUuid(residentId)],
    ['statement_timeout', '60s'],
    ...protectedSettings(protectedReach),
  ]
  return `begin; select ${settings.map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`
}

/** Who reaches the contents of no protected record sets nothing, and so finds none. */
function protectedSettings(reach: Reach | null): [string, string][] {
  if (reach === null) return []
  const { range, units, teams } = reach
  return [
    ['qianyue.protected_from', range === null ? '' : String(range.from)],
    ['qianyue.protected_to', range === null ? '' : String(range.to)],
    ['qianyue.protected_units', units.length === 0 ? '' : `{${units.map(Number).join(',')}}`],
    ['qianyue.protected_teams', teams.length === 0 ? '' : `{${teams.map(plainUuid).join(',')}}`],
  ]
}

function plainUuid(text: string): string {
  if (!/^[0-9a-f-]{36}$/i.test(text)) throw new RangeError('not a uuid')
  return text
}
