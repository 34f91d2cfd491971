/**
 * The practical floor of an API in one Node process: node:http, a token check, JSON in, one validated durable row in
 * PostgreSQL, JSON out. DATABASE_URL from the environment; prints its address.
 */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL!, max: 8 })
await pool.query(`create table if not exists public.bench_floor (
  id bigint generated always as identity primary key, resident_id int not null, type smallint not null, done_on date not null,
  doctor_id int not null, systolic smallint, diastolic smallint, note text, created_at timestamptz not null default now())`)
const insert = {
  name: 'insert',
  text: 'insert into public.bench_floor (resident_id, type, done_on, doctor_id, systolic, diastolic, note) values ($1, $2, $3, $4, $5, $6, $7) returning id',
}

const server = http.createServer((request, reply) => {
  if (request.headers.authorization !== 'Bearer bench') return reply.writeHead(401).end()
  const pieces: Buffer[] = []
  request.on('data', (piece) => pieces.push(piece))
  request.on('end', async () => {
    const given = JSON.parse(Buffer.concat(pieces).toString('utf8'))
    const isRight =
      Number.isInteger(given.residentId) &&
      /^\d{4}-\d\d-\d\d$/.test(given.doneOn) &&
      given.systolic > 50 &&
      given.systolic < 300 &&
      given.diastolic > 30 &&
      given.diastolic < 200
    if (!isRight) return reply.writeHead(400).end()
    const { rows } = await pool.query({
      ...insert,
      values: [
        given.residentId,
        1,
        given.doneOn,
        given.doctorId,
        given.systolic,
        given.diastolic,
        given.note,
      ],
    })
    reply.writeHead(201, { 'content-type': 'application/json' })
    reply.end(JSON.stringify({ id: rows[0].id, ...given }))
  })
})
server.listen(0, '127.0.0.1', () =>
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`),
)
