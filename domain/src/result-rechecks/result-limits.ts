import type { LimitedItem } from './result-items.ts'

/**
 * The reference range of one item of the examination (参考区间), as a bureau can set it, and what a value outside it asks for. An
 * item that is read as normal or abnormal, or as a strip, has no range: positive or abnormal is outside. An item without a row
 * is followed by nothing.
 */
export type ResultLimit = {
  readonly item: LimitedItem
  readonly sex: 'any' | 'male' | 'female'
  /** The first and the last normal value; null where the range is open. */
  readonly normalFrom: number | null
  readonly normalTo: number | null
  /** Beyond these it is referred instead of measured again; null where no value is. */
  readonly referBelow: number | null
  readonly referAbove: number | null
  readonly recheckWithinDays: number
}

function range(
  item: LimitedItem,
  [normalFrom, normalTo]: readonly [number | null, number | null],
  recheckWithinDays: number,
  {
    sex = 'any',
    referBelow = null,
    referAbove = null,
  }: Partial<Pick<ResultLimit, 'sex' | 'referBelow' | 'referAbove'>> = {},
): ResultLimit {
  return { item, sex, normalFrom, normalTo, referBelow, referAbove, recheckWithinDays }
}

const read = (item: LimitedItem, recheckWithinDays: number) => range(item, [null, null], recheckWithinDays)

/**
 * Ranges of adults: WS/T 405—2012 (blood), WS/T 404—2012 to 2018 (liver, kidney, salts), 《中国血脂管理指南（2023年）》 (lipids).
 * The days, and from where a value is referred, are *verify*: the specification says 复查或转诊 and names neither (N3-06
 * 服务内容（四）; public-health-spec.md §3 健康指导, §8; docs/questions.md). A laboratory's own ranges go before these.
 */
export const nationalResultLimits: readonly ResultLimit[] = [
  range('haemoglobinGL', [130, 175], 30, { sex: 'male', referBelow: 90, referAbove: 200 }),
  range('haemoglobinGL', [115, 150], 30, { sex: 'female', referBelow: 90, referAbove: 200 }),
  range('leukocytes10e9L', [3.5, 9.5], 30, { referBelow: 2, referAbove: 20 }),
  range('platelets10e9L', [125, 350], 30, { referBelow: 50, referAbove: 600 }),
  read('urineProtein', 14),
  read('urineGlucose', 14),
  read('urineKetone', 14),
  read('urineOccultBlood', 14),
  range('altUL', [null, 50], 30, { sex: 'male', referAbove: 150 }),
  range('altUL', [null, 40], 30, { sex: 'female', referAbove: 120 }),
  range('astUL', [null, 40], 30, { sex: 'male', referAbove: 120 }),
  range('astUL', [null, 35], 30, { sex: 'female', referAbove: 105 }),
  range('albuminGL', [40, 55], 30, { referBelow: 30 }),
  range('totalBilirubinUmolL', [null, 26], 30, { sex: 'male', referAbove: 52 }),
  range('totalBilirubinUmolL', [null, 21], 30, { sex: 'female', referAbove: 42 }),
  range('conjugatedBilirubinUmolL', [null, 8], 30),
  range('creatinineUmolL', [null, 111], 30, { sex: 'male', referAbove: 177 }),
  range('creatinineUmolL', [null, 81], 30, { sex: 'female', referAbove: 177 }),
  range('ureaMmolL', [null, 9.5], 30, { sex: 'male', referAbove: 20 }),
  range('ureaMmolL', [null, 8.8], 30, { sex: 'female', referAbove: 20 }),
  range('potassiumMmolL', [3.5, 5.3], 14, { referBelow: 3, referAbove: 6 }),
  range('sodiumMmolL', [137, 147], 14, { referBelow: 125, referAbove: 155 }),
  range('totalCholesterolMmolL', [null, 6.19], 90),
  range('triglyceridesMmolL', [null, 2.29], 90, { referAbove: 5.6 }),
  range('ldlCholesterolMmolL', [null, 4.09], 90, { referAbove: 4.9 }),
  range('hdlCholesterolMmolL', [1, null], 90),
  read('ecg', 14),
  read('abdominalUltrasound', 30),
  read('chestXray', 14),
  read('stoolOccultBlood', 14),
  read('cervicalSmear', 14),
]
