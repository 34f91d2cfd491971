import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { levelOf, parentOf } from '@qianyue/domain/access/org-unit.ts'
import type { Role } from '@qianyue/domain/access/roles.ts'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { inject, onTestFinished } from 'vitest'
import { createApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { openDatabase, openPool } from '../database/database.ts'
import type { Services } from '../http/answer.ts'
import { fieldCrypto } from '../secrets/field-crypto.ts'
import { hashPassword } from '../session/passwords.ts'
import { tokenHash } from '../session/viewer.queries.ts'
import { Viewers } from '../session/viewers.ts'
import { copyOfTemplate } from './database.ts'

export const PASSWORD = 'correct horse battery'
const passwordHash = hashPassword(PASSWORD)

/** Units of every test county: two townships with two villages each. 东岭 is one's own, 西河 the neighbour. */
export const units = {
  county: 320399000000,
  dongling: 320399101000,
  donglingVillage: 320399101201,
  hewan: 320399101202,
  xihe: 320399102000,
  xiheVillage: 320399102201,
  liulin: 320399102202,
} as const

const unitNames: Record<number, [name: string, areaName: string]> = {
  [units.dongling]: ['东岭镇卫生院', '东岭镇'],
  [units.donglingVillage]: ['东岭村卫生室', '东岭村'],
  [units.hewan]: ['河湾村卫生室', '河湾村'],
  [units.xihe]: ['西河镇卫生院', '西河镇'],
  [units.xiheVillage]: ['西河村卫生室', '西河村'],
  [units.liulin]: ['柳林村卫生室', '柳林村'],
}

export type HttpReply = {
  status: number
  // What a test reads of a reply is up to the test.
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies of every call
  body: any
  headers: Record<string, unknown>
  raw: Buffer
}

/** Somebody who makes calls. */
export type Caller = {
  accountId: string
  staffId: string
  /** What each of the calls carries. */
  headers: Record<string, string>
  get: (address: string) => Promise<HttpReply>
  post: (address: string, body?: unknown) => Promise<HttpReply>
  put: (address: string, body?: unknown) => Promise<HttpReply>
  patch: (address: string, body?: unknown) => Promise<HttpReply>
  delete: (address: string) => Promise<HttpReply>
  /** A file as a form would send it. */
  upload: (
    address: string,
    file: { name: string; content: Buffer },
    fields?: Record<string, string>,
    method?: 'POST' | 'PUT',
  ) => Promise<HttpReply>
}

export type TestCounty = {
  app: FastifyInstance
  services: Services
  /** Connected as the owner, with the county's schema in front: for arranging and looking, past every policy. */
  sql: pg.Client
  /** A new staff member with a role at a unit, and an account. */
  as: (role: Role, unitCode?: number) => Promise<Caller>
  /** The account with this bearer token; for tests of tokens and sessions. */
  callerWith: (headers: Record<string, string>, ids?: { accountId: string; staffId: string }) => Caller
  /** Sets the clock to an hour of a day in Shanghai, noon when none is given. */
  on: (day: string, hour?: number) => void
}

/**
 * A county of one's own on a real PostgreSQL, on a day: the shipped program without its network.
 * @param whenOver is given what ends it; the end of the present test when nothing is said.
 */
export async function countyOn(
  day: string,
  whenOver: (end: () => Promise<void>) => void = onTestFinished,
): Promise<TestCounty> {
  const copy = await copyOfTemplate(inject('databaseUrl'))
  const pool = openPool(copy.url, 4)
  const database = openDatabase(pool)
  let now = hourOf(day, 12)
  const services: Services = {
    config: readConfig({ LOG_LEVEL: 'silent', DATA_DIR: tmpdir() }),
    database,
    crypto: fieldCrypto(Buffer.alloc(32, 7)),
    now: () => now,
    viewers: new Viewers(database),
  }
  const app = await createApp(services)
  const sql = new pg.Client(copy.url)
  await sql.connect()
  await sql.query('set search_path = county_320399, platform, public')
  for (const [code, [name, areaName]] of Object.entries(unitNames)) {
    await sql.query(
      'insert into org_units (code, parent_code, level, name, area_name, archive_code) values ($1, $2, $3, $4, $5, $6)',
      [
        Number(code),
        parentOf(Number(code)),
        levelOf(Number(code)),
        name,
        areaName,
        levelOf(Number(code)) === 'village' ? String((Number(code) % 1000) - 100).padStart(3, '0') : null,
      ],
    )
  }

  whenOver(async () => {
    await app.close()
    await sql.end()
    await database.destroy()
    await copy.drop()
  })

  const callerWith: TestCounty['callerWith'] = (headers, ids = { accountId: '', staffId: '' }) => {
    const send = async (
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      address: string,
      payload?: unknown,
    ) => {
      const reply = await app.inject({
        method,
        url: `/api/v1${address}`,
        headers,
        ...(payload === undefined ? {} : { payload: payload as object }),
      })
      return replyOf(reply)
    }
    return {
      ...ids,
      headers,
      get: (address) => send('GET', address),
      post: (address, body) => send('POST', address, body ?? {}),
      put: (address, body) => send('PUT', address, body ?? {}),
      patch: (address, body) => send('PATCH', address, body ?? {}),
      delete: (address) => send('DELETE', address),
      upload: async (address, file, fields = {}, method = 'POST') => {
        const form = new FormData()
        for (const [name, value] of Object.entries(fields)) form.append(name, value)
        form.append('file', new Blob([new Uint8Array(file.content)]), file.name)
        const encoded = new Response(form)
        const reply = await app.inject({
          method,
          url: `/api/v1${address}`,
          headers: { ...headers, 'content-type': encoded.headers.get('content-type')! },
          payload: Buffer.from(await encoded.arrayBuffer()),
        })
        return replyOf(reply)
      },
    }
  }

  const as: TestCounty['as'] = async (role, unitCode = units.dongling) => {
    const accountId = newId()
    const staffId = newId()
    const token = randomBytes(24).toString('base64url')
    const name = `${role}${accountId.slice(-4)}`
    await sql.query('insert into staff (id, unit_code, name, qualification) values ($1, $2, $3, $4)', [
      staffId,
      unitCode,
      name,
      '执业医师',
    ])
    await sql.query(
      'insert into accounts (id, county_code, username, name, password_hash, staff_id) values ($1, 320399, $2, $3, $4, $5)',
      [accountId, `${role}-${accountId.slice(-12)}`, name, await passwordHash, staffId],
    )
    await sql.query('insert into account_roles (account_id, role, unit_code) values ($1, $2, $3)', [
      accountId,
      role,
      unitCode,
    ])
    await sql.query(
      "insert into api_tokens (id, account_id, name, token_hash, scopes, created_by) values ($1, $2, 'test', $3, '{*}', $2)",
      [newId(), accountId, tokenHash(token)],
    )
    return callerWith({ authorization: `Bearer ${token}` }, { accountId, staffId })
  }

  return {
    app,
    services,
    sql,
    as,
    callerWith,
    on: (next, hour = 12) => {
      now = hourOf(next, hour)
    },
  }
}

function hourOf(day: string, hour: number): Date {
  return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`)
}

function replyOf(reply: {
  statusCode: number
  headers: Record<string, unknown>
  rawPayload: Buffer
}): HttpReply {
  const text = reply.rawPayload
  const isJson = String(reply.headers['content-type'] ?? '').includes('json')
  return {
    status: reply.statusCode,
    headers: reply.headers,
    raw: text,
    body: isJson && text.length > 0 ? JSON.parse(text.toString('utf8')) : null,
  }
}
