import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { countyOn } from '../testing/county.ts'
import { diskOf, roomOf } from './disk.ts'

test('a disk with less than two gigabytes is low, and one that cannot be asked is not', async () => {
  expect(roomOf({ bavail: 524_287, bsize: 4096 })).toBe('low')
  expect(roomOf({ bavail: 524_288, bsize: 4096 })).toBe('ok')
  expect(await diskOf(`${tmpdir()}/no-such-folder-${process.pid}`)).toBe('ok')
})

test('whoever watches the program hears of the disk of its data', async () => {
  const county = await countyOn('2026-11-21')
  const { body } = await county.callerWith({}).get('/health')
  expect(body).toMatchObject({
    status: 'ok',
    database: 'ok',
    disk: await diskOf(county.services.config.dataDir),
  })
})
