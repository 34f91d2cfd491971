import type { Locator, Page } from 'playwright-core'

/** Fingers on the phone, counted. */
export class Thumb {
  taps = 0

  async tap(on: Locator): Promise<void> {
    await on.click()
    this.taps++
  }
}

/** What was measured, by a part of the box's name; what is not named is left as the keypad's “next” leaves it. */
export type Measured = Record<string, string>

/** Opens the first door at which this is owed, and begins the visit for that alone. @returns who is visited. */
export async function beginAtDoor(
  page: Page,
  service: string,
  not: readonly string[] = [],
): Promise<{ residentId: string; doorId: string; name: string }> {
  const { doorId, member, name } = await openDoor(page, service, not)
  for (const box of await page.getByRole('checkbox').all()) await box.setChecked(false)
  await member.getByLabel(service).first().check()
  await page.getByRole('button', { name: '开始服务（1 人 1 项）' }).click()
  await page.locator('.visit').waitFor()
  return { residentId: new URL(page.url()).searchParams.get('who')!, doorId, name }
}

/** Opens the first door of today's list at which this is owed, other than those named. */
export async function openDoor(page: Page, service: string, not: readonly string[] = []) {
  await page.locator('.door-card').first().waitFor()
  let cards = page.locator('.door-card', { hasText: service })
  for (const text of not) cards = cards.filter({ hasNotText: text })
  if ((await cards.count()) > 0) await cards.first().locator('.door-card-main').click()
  else await lookThrough(page, service, not)
  const member = page.locator('.member', { hasText: service }).first()
  const name = (await member.getByRole('heading').textContent())!.split(' ')[0]!
  const doorId = /doors\/([0-9a-f-]+)/.exec(page.url())![1]!
  return { doorId, member, name }
}

/** A card names two of the things that are owed: where there are more, only the door itself says them all. */
async function lookThrough(page: Page, service: string, not: readonly string[]): Promise<void> {
  const doors = page.locator('.door-card-main')
  for (let door = 0; door < (await doors.count()); door++) {
    await doors.nth(door).click()
    await page.locator('.member').first().waitFor()
    const owing = page.locator('.member', { hasText: service })
    const others = not.map((text) => page.locator('.member', { hasText: text }).count())
    if ((await owing.count()) > 0 && (await Promise.all(others)).every((count) => count === 0)) return
    await page.goBack()
    await doors.first().waitFor()
  }
  throw new Error(`nobody of today's list is owed ${service}`)
}

/** Goes through the questions until what was filled is looked over. Stops where danger stops. */
export async function fillIn(page: Page, measured: Measured, thumb = new Thumb()): Promise<Thumb> {
  const keypad = page.locator('.keypad')
  const nothingFound = page.getByRole('button', { name: '全部未见异常' })
  for (;;) {
    await page.locator('.step, .review, .danger').first().waitFor()
    if ((await page.locator('.step').count()) === 0) return thumb
    if ((await nothingFound.count()) > 0) {
      await thumb.tap(nothingFound)
    } else if ((await keypad.count()) > 0) {
      const box = (await keypad.getAttribute('aria-label'))!
      const digits = Object.entries(measured).find(([name]) => box.includes(name))?.[1]
      const near = page.locator('.question:has(.number-box-active) .near-values button')
      if (digits !== undefined) await typeDigits(page, box, digits, thumb)
      else if ((await near.count()) > 0) await thumb.tap(near.nth(2))
      else await thumb.tap(page.getByRole('button', { name: '下一项' }))
    } else {
      await thumb.tap(page.getByRole('button', { name: '下一步' }))
    }
  }
}

async function typeDigits(page: Page, box: string, digits: string, thumb: Thumb): Promise<void> {
  const keypad = page.getByRole('group', { name: box })
  for (const digit of digits) await thumb.tap(keypad.getByRole('button', { name: digit, exact: true }))
  // The keypad goes on by itself where the number cannot grow.
  if ((await page.locator('.danger').count()) === 0 && (await keypad.count()) > 0)
    await thumb.tap(page.getByRole('button', { name: '下一项' }))
}
