import type { Page } from 'playwright-core'

/** Draws on the glass with one finger. */
export async function signOnGlass(page: Page): Promise<void> {
  const glass = (await page.getByRole('img', { name: '签名处' }).boundingBox())!
  const at = (x: number, y: number) => [glass.x + glass.width * x, glass.y + glass.height * y] as const
  await page.mouse.move(...at(0.2, 0.3))
  await page.mouse.down()
  await page.mouse.move(...at(0.4, 0.6), { steps: 6 })
  await page.mouse.move(...at(0.8, 0.3), { steps: 6 })
  await page.mouse.up()
}
