import type { Locator, Page } from 'playwright-core'

/** So often a list is opened before it is given up. */
const TRIES = 4

/** Chooses from a list by the keyboard, as far as it can be typed into; then the option itself. */
export async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  const box = within.getByRole('combobox', { name: label, exact: true }).first()
  const page = isLocator(within) ? within.page() : within
  const choice = page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: option })
    .first()
  // A list that opens while its choices are still on their way, or another closes, may not stay open.
  for (let left = TRIES; left > 0; left--) {
    await box.focus()
    // A long list shows only what is near: what can be typed into is searched.
    if (await box.isEditable()) await box.fill(option)
    else await box.press('ArrowDown')
    const isThere = await choice.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    )
    if (isThere) break
  }
  await choice.click()
}

const isLocator = (within: Page | Locator): within is Locator => 'page' in within

/** Writes a number into a field of its label. */
export async function enter(within: Page | Locator, label: string, value: string): Promise<void> {
  const field = within.getByLabel(label, { exact: true }).first()
  await field.fill(value)
  await field.blur()
}

/** Opens a section of the profile, and a kind of policy in it to be changed. */
export async function openKind(page: Page, section: string, kind: string): Promise<void> {
  await openSection(page, section)
  await page.getByRole('button', { name: `修改${kind}`, exact: true }).click()
}

async function openSection(page: Page, section: string): Promise<void> {
  await page.locator('.profile').getByRole('menuitem', { name: section }).click()
}

/** 新建方案 from what is in force. */
export async function newProfile(page: Page, address: string, name: string, source: string): Promise<void> {
  await page.goto(`${address}/policy-profiles`)
  await page.getByRole('button', { name: '新建方案' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('方案名称').fill(name)
  await dialog.getByLabel('文件名称或文号').fill(source)
  await dialog.getByRole('button', { name: /新\s*建/ }).click()
  await page.getByRole('heading', { name }).waitFor()
}

/**
 * A notice unlike those that come with the program: caps for each doctor, a fourth paid package, an assessment by steps
 * with a veto, money in three unequal payments, all of it back where service failed.
 */
export async function writeNotice(page: Page): Promise<void> {
  await openKind(page, '上限与团队', '团队签约上限')
  await enter(page, '每个团队签约户数上限', '260')
  await enter(page, '每名医生签约人数上限', '1200')

  await openKind(page, '签约规则', '签约、续约与解约')
  await choose(page, '到期处理', '自动续约并补签纸质协议')
  await choose(page, '退费：服务不到位', '全额退')

  await openKind(page, '人群', '人群年龄与县定人群')
  await page.getByRole('button', { name: '增加一条' }).first().click()
  const own = page.getByRole('dialog')
  await own.getByLabel('本县名称').fill('退役军人')
  await own.getByRole('button', { name: /确\s*定/ }).click()

  await openSection(page, '服务包')
  await page.getByRole('button', { name: '新服务包' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('名称').fill('高血压患者特级包')
  await choose(drawer, '人群', '高血压')
  await choose(drawer, '层级', '特级包')
  await enter(drawer, '价格（每人每年，含下级包）', '888')
  await drawer.getByRole('button', { name: '加一方' }).click()
  await choose(drawer, '付费方', '地方财政补助')
  await drawer.getByRole('spinbutton').last().waitFor()
  await drawer.getByRole('button', { name: /完\s*成/ }).click()

  await openKind(page, '目标', '指标目标值')
  await page.getByRole('button', { name: '增加一条' }).click()
  const target = page.getByRole('dialog')
  await choose(target, '指标', '首次健康评估率')
  await enter(target, '年度', String(new Date().getFullYear() + 1))
  await enter(target, '目标', '92.5')
  await target.getByLabel('文件', { exact: true }).fill('本方案第三条')
  await target.getByRole('button', { name: /确\s*定/ }).click()

  await writeSheet(page)
  await writeFund(page)
}

async function writeSheet(page: Page): Promise<void> {
  await openKind(page, '考核', '绩效考核表')
  await page.getByRole('button', { name: '新建考核表' }).click()
  await page.getByLabel('考核表名称').fill('家庭医生团队季度考核表')
  const line = async (code: string, name: string, weight: string, method: string) => {
    await page.getByRole('button', { name: '增加一项' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('编号').fill(code)
    await dialog.getByLabel('指标名称').fill(name)
    await enter(dialog, '分值', weight)
    await choose(dialog, '计分方法', method)
    return dialog
  }
  const done = (dialog: Locator) => dialog.getByRole('button', { name: /确\s*定/ }).click()

  const steps = await line('A1', '重点人群签约率（分档）', '60', '分档计分')
  await steps.getByLabel('系统指标', { exact: true }).first().check()
  await choose(steps, '系统指标', '重点人群签约率')
  await enter(steps, '第1档比例', '80')
  await enter(steps, '第1档得分', '60')
  await steps.getByRole('button', { name: '增加一档' }).click()
  await enter(steps, '第2档比例', '50')
  await enter(steps, '第2档得分', '40')
  await done(steps)

  const gap = await line('A2', '高血压规范管理率（按差距）', '40', '按差距扣分')
  await gap.getByLabel('系统指标', { exact: true }).first().check()
  await choose(gap, '系统指标', '高血压规范管理率')
  await enter(gap, '目标', '70')
  await enter(gap, '每低1个百分点扣', '0.5')
  await done(gap)

  const veto = await line('A3', '查实弄虚作假', '0', '一票否决')
  await veto.getByLabel('填报内容').fill('本季度是否查实弄虚作假')
  await done(veto)
}

async function writeFund(page: Page): Promise<void> {
  await openKind(page, '积分与资金', '资金与分配办法')
  await page.getByRole('button', { name: '增加一条' }).last().click()
  const dialog = page.getByRole('dialog').first()
  await dialog.getByLabel('资金名称').fill('三次拨付专项')
  await dialog.getByLabel('依据', { exact: true }).fill('本方案第五条')
  for (const [name, percent, when] of [
    ['春季预拨', '40', '预拨'],
    ['秋季预拨', '35', '预拨'],
    ['考核后', '25', '考核后拨付'],
  ] as const) {
    await dialog.getByRole('button', { name: '增加一条' }).first().click()
    const inner = page.getByRole('dialog').last()
    await inner.getByLabel('名称', { exact: true }).fill(name)
    await enter(inner, '比例', percent)
    await choose(inner, '何时拨付', when)
    await inner.getByRole('button', { name: /确\s*定/ }).click()
    await page.getByRole('dialog').nth(1).waitFor({ state: 'hidden' })
  }
  await dialog.getByRole('button', { name: /确\s*定/ }).click()
}
