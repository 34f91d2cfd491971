import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { countyOn } from '../testing/county.ts'

test.each([
  ['the workstation', 'staff-web', '/'],
  ['the phone', 'mobile-web', '/phone/'],
])(
  '%s: files named by their content stay with the browser, the page is asked for anew, nothing else is there',
  async (_, folder, prefix) => {
    const { app } = await countyOn('2026-11-21')
    const get = (url: string, encoding = 'identity') =>
      app.inject({ url, headers: { 'accept-encoding': encoding } })
    const scripts = readdirSync(join(import.meta.dirname, '../../..', folder, 'dist/assets'))
    const script = `${prefix}assets/${scripts.find((name) => name.endsWith('.js.br'))!.slice(0, -3)}`

    const kept = await get(script)
    expect(kept).toMatchObject({
      statusCode: 200,
      headers: { 'cache-control': expect.stringContaining('immutable') },
    })
    expect(kept.headers['content-type']).toContain('javascript')
    const packed = await get(script, 'br')
    expect(packed.headers['content-encoding']).toBe('br')
    expect(packed.rawPayload.length).toBeLessThan(kept.rawPayload.length)

    const page = await get(prefix)
    expect(page).toMatchObject({ statusCode: 200, headers: { 'cache-control': 'no-cache' } })
    expect(page.body).toContain('<!doctype html>')
    // An address within the pages is the pages' own affair; a part of an older edition is gone.
    expect((await get(`${prefix}residents/42`)).body).toBe(page.body)
    expect((await get(`${prefix}assets/gone.js`)).statusCode).toBe(404)
    for (const outside of [
      '.qianyue-built',
      '../package.json',
      '..%2Fpackage.json',
      'assets/..%2F..%2Fpackage.json',
    ])
      expect((await get(`${prefix}${outside}`)).body).not.toMatch(/^[0-9a-f]{64}|"version"/)
  },
)

test.each(['/', '/phone/'])(
  'the scripts that %s asks for before it shows anything stay below 350 kB',
  async (address) => {
    const { app } = await countyOn('2026-11-21')
    const get = (url: string) => app.inject({ url, headers: { 'accept-encoding': 'br' } })
    const scripts = [
      ...(await app.inject({ url: address })).body.matchAll(/"([^"]*\/assets\/[^"]+\.js)"/g),
    ].map(([, url]) => url!)
    expect(scripts.length).toBeGreaterThan(2)
    const sizes = await Promise.all(scripts.map(async (url) => (await get(url)).rawPayload.length))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(350_000)
  },
)

test.each(['staff-web', 'mobile-web'])(
  'nothing of %s is coloured by what browsers of Windows 7 and old phones cannot read',
  (folder) => {
    const assets = join(import.meta.dirname, '../../..', folder, 'dist/assets')
    const files = readdirSync(assets).filter((name) => /\.css$/.test(name))
    expect(files.length).toBeGreaterThan(0)
    const unread = files.filter((name) =>
      /color-mix\(|light-dark\(/.test(readFileSync(join(assets, name), 'utf8')),
    )
    expect(unread).toEqual([])
  },
)
