import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDataDir, removeDataDir, startProgram } from './testing/program.ts'

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
    const countOf = async (address: string) => {
      const signIn = await fetch(`${address}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'county', password: first.password }),
      })
      const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!
      const units = await fetch(`${address}/api/v1/org-units`, { headers: { cookie } })
      return ((await units.json()) as unknown[]).length
    }
    const before = await countOf(first.address)
    await first.kill()
    const second = await startProgram(dataDir)
    try {
      expect(await countOf(second.address)).toBe(before)
      expect(before).toBeGreaterThan(5)
    } finally {
      expect(await second.stop()).toBe(0)
    }
  })
})
