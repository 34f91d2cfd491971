import type { Check, FormValues, Subject } from '../form.ts'
import { growthOf } from './growth.ts'

/**
 * Beyond so many standard deviations a size is questioned: nearly always a slip of a decimal point, a unit or the wrong child. Far
 * outside what is graded as illness [project convention].
 */
const FAR_SD = 4
/** Children do not shrink: so much less than at the last check, in cm, is an error of measuring. Convention of this program. */
const SHRUNK_BY_CM = 1

const boxes = {
  weight: { code: 'weightKg', name: '体重' },
  height: { code: 'heightCm', name: '身长（身高）' },
  head: { code: 'headCm', name: '头围' },
} as const
type Box = keyof typeof boxes

/** 与同龄儿童相差过大、比上次变小: what a check of a child asks to look at again at the field. */
export function growthQuestions(measures: readonly Box[]): Check[] {
  return measures.flatMap((measure) => [
    farFromStandard(measure),
    ...(measure === 'weight' ? [] : [smallerThanLast(measure)]),
  ])
}

function farFromStandard(measure: Box): Check {
  return {
    code: `${measure}-far-from-standard`,
    fields: [boxes[measure].code],
    severity: 'warning',
    message: `${boxes[measure].name}与同月龄儿童相差超过 ${FAR_SD} 个标准差，请核对数值、单位、小数点和出生日期。`,
    holds: (values, about) => {
      const found = growthOf(measure, sizeIn(values, measure), about)
      return found === null || Math.abs(found.z) <= FAR_SD
    },
  }
}

function smallerThanLast(measure: Box): Check {
  return {
    code: `${measure}-smaller-than-last`,
    fields: [boxes[measure].code],
    severity: 'warning',
    message: `${boxes[measure].name}比上次检查小了 ${SHRUNK_BY_CM} 厘米以上，请复测或核对上次的记录。`,
    holds: (values, { last }: Subject) => {
      const [now, before] = [sizeIn(values, measure), sizeIn(last?.values ?? {}, measure)]
      return now === null || before === null || now >= before - SHRUNK_BY_CM
    },
  }
}

function sizeIn(values: FormValues, measure: Box): number | null {
  const value = values[boxes[measure].code]
  return typeof value === 'number' ? value : null
}
