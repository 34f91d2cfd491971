import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Phones of the field: Android's usual width, the narrowest that is sold, and that with the largest letters. */
const WIDE = { width: 390, height: 844 }
const NARROW = { width: 360, height: 740 }
const LEAST_TARGET_PX = 44

export type Look = {
  /** What a screen reader or weak eyes would stumble over. */
  faults: unknown[]
  /** Pixels that stand out to the side, at each width. */
  tooWide: Record<string, number>
  /** What a thumb would miss. */
  tooSmall: string[]
}

export const fine: Look = { faults: [], tooWide: { wide: 0, narrow: 0, 'largest letters': 0 }, tooSmall: [] }

/** Looks a screen over at every width. SCREENSHOTS=folder keeps a picture of it there. */
export async function lookOver(page: Page, name: string): Promise<Look> {
  await page.setViewportSize(WIDE)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const faults = violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 120)) }))
  const tooWide: Look['tooWide'] = { wide: await standsOut(page) }
  await picture(page, name)
  await page.setViewportSize(NARROW)
  tooWide.narrow = await standsOut(page)
  const tooSmall = await smallTargets(page)
  const letters = await page.addStyleTag({
    content: 'html, body { font-size: 200% } :root { --adm-font-size-main: 32px }',
  })
  tooWide['largest letters'] = await standsOut(page)
  await letters.evaluate((style) => (style as HTMLElement).remove())
  await page.setViewportSize(WIDE)
  // What is pressed next has to stand where it is seen: a browser made wider again stays as near as it was.
  const browser = await page.context().newCDPSession(page)
  await browser.send('Emulation.resetPageScaleFactor')
  await browser.detach()
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  return { faults, tooWide, tooSmall }
}

/** By how much a page is wider than its window, in CSS pixels. */
export async function standsOut(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/** Everything that can be pressed and is shown, except a word inside a sentence. */
async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate((least) => {
    const pressed =
      'a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=radio]'
    const label = (one: Element) => one.closest('label') ?? one
    return [...document.querySelectorAll<HTMLElement>(pressed)]
      .filter((one) => one.offsetParent !== null && !one.matches('[type=file], [type=hidden], :disabled'))
      .filter((one) => !(one.matches('a') && getComputedStyle(one).display === 'inline'))
      .filter((one) => {
        const { width, height } = label(one).getBoundingClientRect()
        return width > 0 && (height < least || width < least)
      })
      .map((one) => one.outerHTML.slice(0, 120))
  }, LEAST_TARGET_PX)
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `phone-${name}.png`), scale: 'css', animations: 'disabled' })
}
