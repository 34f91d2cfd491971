import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordService } from '@qianyue/api/service-records.ts'
import { LocalDatabase } from '@qianyue/mobile-web/offline/local-database.ts'
import { httpNetwork, type Network } from '@qianyue/mobile-web/offline/network.ts'
import { Phone, type SignedIn } from '@qianyue/mobile-web/offline/phone.ts'
import { newDataKey } from '@qianyue/mobile-web/offline/sealing.ts'
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { tokenHash } from '../../../server/src/session/viewer.queries.ts'
import type { BenchCounty } from '../county.ts'
import { COUNTY, idOf, residentId, SCHEMA, villageCodeOf } from '../ids.ts'
import { type Line, spreadOf } from '../measure.ts'
import { startServer } from '../program.ts'

/** PouchDB with batches of 1,000 on the same documents, from the design's measurements. */
const POUCHDB_FIRST_SYNC_S = 1.17
const ROUNDS = 5
const PUSHED = 50
const PULLED = 20

/** W5a, W5b: the phone's own code against the shipped server over loopback, by the doctor of a village of 1,000. */
export async function phoneSync(county: BenchCounty): Promise<Line[]> {
  const server = await startServer(county.dataDir)
  try {
    const token = await doctorOfFirstVillage(county)
    const overHttp = httpNetwork(token)
    const traffic = { requests: 0, bytes: 0, isUp: true }
    const network: Network = async (message) => {
      if (!traffic.isUp) throw new TypeError('Failed to fetch')
      traffic.requests++
      return await overHttp({ ...message, address: server.address + message.address })
    }
    const signedIn = (await network({ method: 'GET', address: '/api/v1/me' })).body as SignedIn
    const open = async () =>
      await Phone.open({
        signedIn,
        network,
        key: await newDataKey(),
        database: new LocalDatabase(randomUUID()),
      })

    const first: number[] = []
    const requests: number[] = []
    let phone = await open()
    for (let round = 0; round <= ROUNDS; round++) {
      phone = await open()
      traffic.requests = 0
      const begun = performance.now()
      await phone.sync()
      if (round > 0) first.push((performance.now() - begun) / 1000)
      requests.push(traffic.requests)
    }
    const people = [...phone.view.doors.values()].reduce((sum, { members }) => sum + members.length, 0)

    const days: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      traffic.isUp = false
      for (let record = 0; record < PUSHED; record++) await phone.write(visitTo(round * PUSHED + record))
      await elsewhere(server.address, token, round)
      traffic.isUp = true
      const begun = performance.now()
      await phone.hurry()
      if (round > 0) days.push(performance.now() - begun)
      if (phone.view.outbox.some(({ state }) => state !== 'accepted' && state !== 'sending'))
        throw new Error(`not everything was taken: ${phone.view.trouble}`)
    }
    return [
      {
        job: 'W5a',
        what: `first sync of ${people} residents with their history, kept on the phone`,
        unit: 's',
        ours: spreadOf(first),
        yardstick: null,
        ratio: null,
        promise: {
          words: `≤ ${(POUCHDB_FIRST_SYNC_S / 3).toFixed(2)} s, a third of PouchDB’s 1.17 s`,
          kept: spreadOf(first).median <= POUCHDB_FIRST_SYNC_S / 3,
        },
      },
      {
        job: 'W5a',
        what: 'requests of a first sync',
        unit: '',
        ours: spreadOf(requests),
        yardstick: null,
        ratio: null,
        promise: { words: '≤ 3', kept: Math.max(...requests) <= 3 },
      },
      {
        job: 'W5b',
        what: `push ${PUSHED} records, pull ${PULLED} changed elsewhere`,
        unit: 'ms',
        ours: spreadOf(days),
        yardstick: null,
        ratio: null,
        promise: { words: '≤ 100 ms', kept: spreadOf(days).median <= 100 },
      },
    ]
  } finally {
    await server.stop()
  }
}

function visitTo(person: number) {
  const request = {
    id: newId(),
    residentId: residentId((person * 7) % 1000),
    form: 'hypertension-follow-up' as const,
    performedOn: today(),
    mode: 'home' as const,
    values: { symptoms: [1], systolicMmHg: 120 + (person % 40), diastolicMmHg: 76 },
  }
  return { endpoint: recordService, request, label: '高血压随访', doorId: `door ${person % 20}` }
}

/** Somebody at a desk records for other households. */
async function elsewhere(address: string, token: string, round: number): Promise<void> {
  for (let record = 0; record < PULLED; record++) {
    const { request } = visitTo(500 + round * PULLED + record * 13)
    const reply = await fetch(`${address}/api/v1/service-records`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(request),
    })
    if (!reply.ok) throw new Error(await reply.text())
  }
}

function today(): string {
  return new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
}

/** A village doctor of the first village, with a program's token. */
export async function doctorOfFirstVillage(
  county: BenchCounty,
  password?: { username: string; hash: string },
): Promise<string> {
  const settings = JSON.parse(await readFile(join(county.dataDir, 'postgres.json'), 'utf8'))
  const client = new pg.Client(`postgres://qianyue:${settings.password}@127.0.0.1:${settings.port}/qianyue`)
  await client.connect()
  await client.query(`set search_path = ${SCHEMA}, platform, public`)
  const token = randomUUID()
  const account = newId()
  await client.query(
    `insert into accounts (id, county_code, username, name, password_hash, staff_id) values ($1, $2, $3, '村医', $4, $5)`,
    [account, COUNTY, password?.username ?? `doctor-${account}`, password?.hash ?? '-', idOf(5, 0)],
  )
  await client.query(
    `insert into account_roles (account_id, role, unit_code) values ($1, 'village-doctor', $2)`,
    [account, villageCodeOf(0)],
  )
  await client.query(
    `insert into api_tokens (id, account_id, name, token_hash, scopes, created_by)
     values ($1, $2, 'bench', $3, '{*}', $2)`,
    [newId(), account, tokenHash(token)],
  )
  await client.end()
  return token
}
