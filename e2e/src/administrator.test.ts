import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { openBrowser } from './testing/browser.ts'
import { newDataDir, removeDataDir, startProgram } from './testing/program.ts'

test('from an empty installation to a colleague with a password and a second factor of their own', async () => {
  const dataDir = await newDataDir()
  const program = await startProgram(dataDir, { QIANYUE_MODE: 'production', DEMO_PASSWORD: '' })
  const browser = await openBrowser()
  try {
    const code = /[A-Z2-7]{4}(-[A-Z2-7]{4}){4}/.exec(program.output())![0]
    const page = await browser.newPage()
    await page.goto(program.address)
    await page.getByLabel('一次性代码').fill(code)
    await page.getByLabel('行政区划代码').fill('320399')
    await page.getByLabel('县（市、区）名称').fill('示范县')
    await page.getByLabel('您的姓名').fill('王主任')
    await page.getByLabel('账号').fill('wang.zhuren')
    await page.getByLabel('密码', { exact: true }).fill('1234567890')
    await page.getByRole('button', { name: '建立并登录' }).click()
    await page.getByText('这个密码太常见').waitFor()
    await page.getByLabel('密码', { exact: true }).fill('tea and oranges 3')
    await page.getByRole('button', { name: '建立并登录' }).click()
    await page.getByRole('navigation').first().waitFor()

    await page.goto(`${program.address}/accounts`)
    await page.getByRole('button', { name: '新建账号' }).click()
    const drawer = page.getByRole('dialog', { name: '新建账号' })
    await drawer.getByLabel('姓名').fill('李科长')
    await drawer.getByRole('textbox', { name: '账号' }).fill('li.kezhang')
    await drawer.getByLabel('角色', { exact: true }).click()
    await page.keyboard.type('县卫健')
    await page.keyboard.press('Enter')
    await drawer.getByLabel('机构', { exact: true }).click()
    await page.keyboard.type('示范县')
    await page.keyboard.press('Enter')
    await drawer.getByRole('switch').click()
    await drawer.getByRole('button', { name: '建立账号' }).click()
    const shown = page.getByRole('dialog', { name: '账号 li.kezhang 的初始密码' })
    const oneTimePassword = /[a-z2-9]{4}(-[a-z2-9]{4}){2}/.exec((await shown.textContent())!)![0]

    const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await phone.goto(program.address)
    await phone.getByLabel('账号').fill('li.kezhang')
    await phone.getByLabel('密码', { exact: true }).fill(oneTimePassword)
    await phone.getByRole('button', { name: /登\s*录/ }).click()
    await phone.getByLabel('现在的密码').fill(oneTimePassword)
    await phone.getByLabel('新密码', { exact: true }).fill('apples and tea 7')
    await phone.getByLabel('再输一遍新密码').fill('apples and tea 7')
    await phone.getByRole('button', { name: '修改密码' }).click()
    await phone.getByRole('button', { name: '启用动态口令' }).click()
    const secret = (await phone.locator('code').textContent())!
    await phone
      .getByLabel('手机上显示的 6 位数字')
      .fill(new TOTP({ secret: Secret.fromBase32(secret.trim()) }).generate())
    await phone.getByRole('button', { name: '确认启用' }).click()
    await phone.getByRole('button', { name: '打开菜单' }).waitFor()

    // A county that begins: each list says what comes first, and none turns for ever.
    await phone.goto(`${program.address}/residents`)
    await phone.getByText('导入花名册').waitFor()
    expect(await phone.getByText('清除筛选').count()).toBe(0)
    await phone.goto(`${program.address}/work-list`)
    await phone.getByText('建立机构').waitFor()
    expect(await phone.locator('.ant-spin-spinning').count()).toBe(0)

    await page.goto(`${program.address}/audit`)
    await page.getByLabel('账号').fill('li.kezhang')
    await page.getByRole('button', { name: /查\s*询/ }).click()
    await page.getByRole('cell', { name: '启用动态口令', exact: true }).waitFor()
    expect(await page.getByRole('cell', { name: '修改自己的密码' }).count()).toBe(1)
  } finally {
    await browser.close()
    await program.stop()
    await removeDataDir(dataDir)
  }
})
