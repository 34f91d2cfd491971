import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDataDir, type Program, removeDataDir, startProgram } from './testing/program.ts'

describe('starting and stopping the program', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await newDataDir()
  })
  afterAll(() => removeDataDir(dataDir))

  test('a first start in an empty folder serves its page and says how to sign in', async () => {
    const program = await startProgram(dataDir)
    try {
      const page = await fetch(program.address)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('签约')
      expect(program.output()).toContain('township')
    } finally {
      expect(await program.stop()).toBe(0)
    }
  })

  test('after a kill -9 the next start finds everything that was acknowledged', async () => {
    const first = await startProgram(dataDir)
    const before = await unitsOf(first)
    await first.kill()
    const second = await startProgram(dataDir)
    try {
      expect(await unitsOf(second)).toBe(before)
      expect(before).toBeGreaterThan(5)
    } finally {
      expect(await second.stop()).toBe(0)
    }
  })

  test('a database that is killed under the running program is back by itself, with everything that was acknowledged', async () => {
    const program = await startProgram(dataDir)
    try {
      const before = await unitsOf(program)
      const [postmaster] = (await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')
      process.kill(Number(postmaster), 'SIGKILL')
      await expect.poll(program.output).toContain('数据库已重新启动')
      expect(await unitsOf(program)).toBe(before)
    } finally {
      expect(await program.stop()).toBe(0)
    }
  })
})

/** How many units the county officer sees. */
async function unitsOf({ address, password }: Program): Promise<number> {
  const signIn = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'county', password }),
  })
  const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!
  const units = await fetch(`${address}/api/v1/org-units`, { headers: { cookie } })
  return ((await units.json()) as unknown[]).length
}
