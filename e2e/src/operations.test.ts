import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { copyOfDemo, newDataDir, removeDataDir, startProgram } from './testing/program.ts'

const root = join(import.meta.dirname, '../..')
/** Longest that a start in a folder that is not empty may take on a slow machine. */
const LATER_START_MS = 15_000

async function folder() {
  const dataDir = await newDataDir()
  onTestFinished(() => removeDataDir(dataDir))
  return dataDir
}

/** A folder that holds a county already. */
async function countyFolder() {
  const dataDir = await copyOfDemo(inject('demoCounty'))
  onTestFinished(() => removeDataDir(dataDir))
  return dataDir
}

/** A command of `scripts/`, or the program itself, to its end. */
function command(script: string, settings: Record<string, string>, args: string[] = []) {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, PORT: '0', ...settings },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, ended, said: () => said }
}

async function post(address: string, path: string, body: object) {
  const reply = await fetch(`${address}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: reply.status, cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

async function health(address: string) {
  return (await (await fetch(`${address}/api/v1/health`)).json()) as { status: string }
}

/** Whether the embedded PostgreSQL of a folder still runs. */
async function databaseRuns(dataDir: string) {
  const pidFile = join(dataDir, 'postgres/postmaster.pid')
  if (!existsSync(pidFile)) return false
  return existsSync(`/proc/${(await readFile(pidFile, 'utf8')).split('\n')[0]}`)
}

test('what is owed and the figures are rebuilt beside the running program, and without it', async () => {
  const dataDir = await countyFolder()
  const program = await startProgram(dataDir)
  const { cookie } = await post(program.address, '/session', {
    username: 'township',
    password: program.password,
  })
  const figures = async () => {
    const reply = await fetch(`${program.address}/api/v1/indicators`, { headers: { cookie } })
    const counted = (await reply.json()) as Record<string, unknown>[]
    return counted
      .map(({ code, orgId, numerator, denominator }) => `${code} ${orgId}: ${numerator} / ${denominator}`)
      .sort()
  }
  const before = await figures()

  const beside = command('scripts/rebuild.ts', { DATA_DIR: dataDir })
  expect(await beside.ended, beside.said()).toBe(0)
  expect(beside.said()).toContain('2002 人')
  expect(await health(program.address), 'the program goes on').toMatchObject({ status: 'ok' })
  expect(before.length).toBeGreaterThan(20)
  expect(await figures()).toEqual(before)
  expect(await program.stop()).toBe(0)

  const alone = command('scripts/rebuild.ts', { DATA_DIR: dataDir })
  expect(await alone.ended, alone.said()).toBe(0)
  expect(alone.said()).toContain('2002 人')
  expect(await databaseRuns(dataDir), 'the database ends with the command').toBe(false)
}, 300_000)

test('a county is backed up while the program runs, and restored elsewhere', async () => {
  const dataDir = await countyFolder()
  const first = await startProgram(dataDir)
  const account = { username: 'township', password: first.password }
  const { cookie } = await post(first.address, '/session', account)
  const found = async (address: string, as: string) =>
    (await (
      await fetch(`${address}/api/v1/residents?q=王秀英`, { headers: { cookie: as } })
    ).json()) as unknown
  const before = await found(first.address, cookie)
  expect(JSON.stringify(before)).toContain('王秀英')

  const copies = await folder()
  const backup = command('scripts/backup.ts', { DATA_DIR: dataDir }, [join(copies, 'made'), '--with-key'])
  expect(await backup.ended, backup.said()).toBe(0)
  expect(await health(first.address), 'the program goes on').toMatchObject({ status: 'ok' })
  expect(await first.stop()).toBe(0)
  expect(await databaseRuns(dataDir), 'the database ends with the program').toBe(false)

  const elsewhere = await folder()
  const restore = command('scripts/restore.ts', { DATA_DIR: elsewhere }, [join(copies, 'made')])
  expect(await restore.ended, restore.said()).toBe(0)
  const second = await startProgram(elsewhere)
  expect(second.output(), 'nothing is made anew').not.toContain('建立示范县')
  const again = await post(second.address, '/session', account)
  expect(await found(second.address, again.cookie)).toEqual(before)
  const refused = command('scripts/restore.ts', { DATA_DIR: elsewhere }, [join(copies, 'made'), '--replace'])
  expect(await refused.ended, 'not under a running program').toBe(1)
  expect(refused.said()).toContain('Stop it')
  expect(await second.stop()).toBe(0)
}, 180_000)

test('a start that was killed while it made the demo county leaves a folder in which the next succeeds', async () => {
  const dataDir = await folder()
  const first = command('server/src/main.ts', { DATA_DIR: dataDir })
  while (!first.said().includes('服务记录') && first.child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  first.child.kill('SIGKILL')
  await first.ended
  const second = await startProgram(dataDir)
  expect(
    (await post(second.address, '/session', { username: 'doctor', password: second.password })).status,
  ).toBe(200)
  expect(await second.stop()).toBe(0)

  const began = Date.now()
  const third = await startProgram(dataDir)
  expect(Date.now() - began).toBeLessThan(LATER_START_MS)
  expect(third.output()).not.toContain('建立示范县')
  expect(await third.stop()).toBe(0)
}, 180_000)

test('in production there is no demo, no password, and one code for the first administrator', async () => {
  const dataDir = await folder()
  const settings = { QIANYUE_MODE: 'production', DEMO_PASSWORD: '' }
  const first = await startProgram(dataDir, settings)
  expect(first.output()).not.toContain('示范县')
  const code = /建立：([A-Z2-7-]+)/.exec(first.output())?.[1]
  expect((await post(first.address, '/session', { username: 'admin', password: 'admin' })).status).toBe(401)
  const create = async (password: string) => {
    const administrator = { code, username: 'bureau', name: '管理员', password }
    return await post(first.address, '/first-administrator', {
      ...administrator,
      countyCode: 320399,
      countyName: '示范县',
    })
  }
  expect((await create('Long-enough-2026')).status).toBe(200)
  expect((await create('Another-one-2026')).status, 'the code is good once').toBe(409)
  const account = { username: 'bureau', password: 'Long-enough-2026' }
  const { status, cookie } = await post(first.address, '/session', account)
  expect(status).toBe(200)
  const packages = await fetch(`${first.address}/api/v1/packages`, { headers: { cookie } })
  expect(await packages.text(), 'packages to begin from').toContain('基础包')
  expect(await first.stop()).toBe(0)

  const second = await startProgram(dataDir, settings)
  expect(second.output(), 'no code once there is an administrator').not.toContain('一次性代码')
  expect((await post(second.address, '/session', account)).status).toBe(200)
  expect(await second.stop()).toBe(0)
}, 180_000)

test('settings that cannot be are named, and nothing is started', async () => {
  const dataDir = await folder()
  const program = command('server/src/main.ts', { DATA_DIR: dataDir, FIELD_KEY: 'short', PORT: '99999' })
  expect(await program.ended).toBe(1)
  expect(program.said()).toContain('FIELD_KEY')
  expect(program.said()).toContain('PORT')
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
})

test('a port that is taken is named, and the database that was begun is ended', async () => {
  const dataDir = await folder()
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const settings = { DATA_DIR: dataDir, QIANYUE_MODE: 'production', PORT: String(port) }
  const program = command('server/src/main.ts', settings)
  expect(await program.ended).toBe(1)
  expect(program.said()).toContain(`Port ${port} is taken`)
  expect(await databaseRuns(dataDir)).toBe(false)
})
