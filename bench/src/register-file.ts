import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeXlsxStream } from 'hucre/xlsx'
import { EPOCH_MS, generate, idNumberOf, type Person, TAG, unitsOf } from './workload.ts'

const TITLES = [
  '序号',
  '姓名',
  '性别',
  '身份证号',
  '出生日期',
  '手机号',
  '民族',
  '县(区)',
  '乡镇',
  '村',
  '组',
  '详细住址',
  '人群分类',
  '是否签约',
  '签约日期',
  '服务包',
  '家庭医生',
  '医生团队',
  '年龄',
  '备注',
]

const TAG_NAMES: [tag: number, name: string][] = [
  [TAG.elderly, '老年人'],
  [TAG.hypertension, '高血压'],
  [TAG.diabetes, '糖尿病'],
  [TAG.child, '0-6岁儿童'],
  [TAG.pregnant, '孕产妇'],
  [TAG.mental, '严重精神障碍'],
  [TAG.tuberculosis, '肺结核'],
  [TAG.disabled, '残疾人'],
  [TAG.poor, '脱贫人口'],
]

/** What a reader must have found: sums over the cells that a wrong character or a lost row would change. */
export type Reading = { rows: number; serials: number; nameLetters: number; idEnds: number }

/** A register of the workload with 20 columns as a clerk's Excel holds it; made once. @returns its path and what it holds. */
export async function registerFile(rows: number): Promise<{ file: string; holds: Reading }> {
  const folder = join(import.meta.dirname, '../data')
  const file = join(folder, `register-${rows}.xlsx`)
  const holds: Reading = { rows: 0, serials: 0, nameLetters: 0, idEnds: 0 }
  const people: { resident: number; person: Person }[] = []
  generate(
    rows,
    31,
    (resident, person) => {
      people.push({ resident, person })
      holds.rows++
      holds.serials += resident + 1
      holds.nameLetters += person.name.length
      holds.idEnds += idNumberOf(person).charCodeAt(17)
    },
    () => {},
  )
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const written = writeXlsxStream(
      (async function* () {
        yield TITLES
        for (const { resident, person } of people) yield rowOf(resident, person)
      })(),
      { name: '居民名册', inlineStrings: false },
    )
    const unfinished = `${file}.new`
    await pipeline(Readable.from(written as AsyncIterable<Uint8Array>), createWriteStream(unfinished))
    await rename(unfinished, file)
  }
  return { file, holds }
}

/** The cells of the register's rows, without its titles. */
export function registerRows(rows: number): (string | number | Date | null)[][] {
  const found: (string | number | Date | null)[][] = []
  generate(
    rows,
    31,
    (resident, person) => found.push(rowOf(resident, person)),
    () => {},
  )
  return found
}

function rowOf(resident: number, person: Person) {
  const { village, township, county } = unitsOf(resident)
  const dateOf = (day: number) => new Date(EPOCH_MS + day * 86_400_000)
  const groups = TAG_NAMES.filter(([tag]) => person.tags & tag).map(([, name]) => name)
  const area = `测试镇${township}测试村${village}${(resident % 12) + 1}组`
  return [
    resident + 1,
    person.name,
    person.female ? '女' : '男',
    idNumberOf(person),
    dateOf(person.birth),
    String(person.phone),
    '汉族',
    `测试县${county}`,
    `测试镇${township}`,
    `测试村${village}`,
    `${(resident % 12) + 1}组`,
    `${area}${(resident % 200) + 1}号`,
    groups.join('、') || '一般人群',
    person.signedDay ? '是' : '否',
    person.signedDay ? dateOf(person.signedDay) : null,
    person.signedDay ? (person.tags ? '重点人群包' : '基础包') : null,
    `医生${village}`,
    `团队${township}`,
    Math.floor(person.ageYears),
    resident % 37 ? null : '外出务工，联系电话已核实',
  ]
}
