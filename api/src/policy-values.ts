import { z } from 'zod'

/** A whole number of a policy, both limits included. */
export const whole = (min: number, max: number) =>
  z.int(`应为 ${min}～${max} 的整数`).min(min, `不小于 ${min}`).max(max, `不大于 ${max}`)

/** A text of a policy that must be given. @param name what it is, as the one who left it out is told. */
export const words = (name: string, most = 200) => z.string().trim().min(2, `请填写${name}`).max(most)

/** The code of a row that a county adds: a fund, a service, a sheet. */
export const code = z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, '代码由小写字母、数字和短横线组成')

/** Of a hundred, to two places. */
export const percent = z.number().min(0, '不小于 0').max(100, '不大于 100').multipleOf(0.01, '至多两位小数')
