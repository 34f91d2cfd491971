import { furtherLaboratorySection, laboratorySection } from '../forms/examination/laboratory.ts'

/** What is looked at again together (复查项目), with its code on the sheet of a recheck. */
export const resultGroups = {
  blood: { name: '血常规', code: 1 },
  urine: { name: '尿常规', code: 2 },
  liver: { name: '肝功能', code: 3 },
  kidney: { name: '肾功能', code: 4 },
  lipids: { name: '血脂', code: 5 },
  ecg: { name: '心电图', code: 6 },
  ultrasound: { name: '腹部B超', code: 7 },
  'chest-film': { name: '胸部X线片', code: 8 },
  stool: { name: '大便潜血', code: 9 },
  cervix: { name: '宫颈涂片', code: 10 },
  glucose: { name: '空腹血糖', code: 11 },
  /** Measured again on a sheet of its own. */
  pressure: { name: '血压', code: 12 },
} as const
export type ResultGroup = keyof typeof resultGroups

/** The boxes of the examination form whose values have a reference range, by what they belong to. */
const groupOfItem = {
  haemoglobinGL: 'blood',
  leukocytes10e9L: 'blood',
  platelets10e9L: 'blood',
  urineProtein: 'urine',
  urineGlucose: 'urine',
  urineKetone: 'urine',
  urineOccultBlood: 'urine',
  altUL: 'liver',
  astUL: 'liver',
  albuminGL: 'liver',
  totalBilirubinUmolL: 'liver',
  conjugatedBilirubinUmolL: 'liver',
  creatinineUmolL: 'kidney',
  ureaMmolL: 'kidney',
  potassiumMmolL: 'kidney',
  sodiumMmolL: 'kidney',
  totalCholesterolMmolL: 'lipids',
  triglyceridesMmolL: 'lipids',
  ldlCholesterolMmolL: 'lipids',
  hdlCholesterolMmolL: 'lipids',
  ecg: 'ecg',
  abdominalUltrasound: 'ultrasound',
  chestXray: 'chest-film',
  stoolOccultBlood: 'stool',
  cervicalSmear: 'cervix',
} as const satisfies Record<string, ResultGroup>
/** An item that a reference range is set for. */
export type LimitedItem = keyof typeof groupOfItem

/** The items of a pressure and a glucose are held against the targets of follow-ups. */
const targetItems = {
  systolicMmHg: { group: 'pressure', name: '收缩压', unit: 'mmHg' },
  diastolicMmHg: { group: 'pressure', name: '舒张压', unit: 'mmHg' },
  fastingGlucoseMmolL: { group: 'glucose', name: '空腹血糖', unit: 'mmol/L' },
} as const

export type ResultItem = LimitedItem | keyof typeof targetItems

type Item = { readonly group: ResultGroup; readonly name: string; readonly unit: string | null }

export const limitedItems = Object.fromEntries(
  [...laboratorySection.fields, ...furtherLaboratorySection.fields].flatMap((field) =>
    field.code in groupOfItem
      ? [
          [
            field.code,
            {
              group: groupOfItem[field.code as LimitedItem],
              name: field.name,
              unit: 'unit' in field ? field.unit : null,
            },
          ],
        ]
      : [],
  ),
) as Record<LimitedItem, Item>

export const limitedItemCodes = Object.keys(groupOfItem) as LimitedItem[]

export const resultItems: Readonly<Record<ResultItem, Item>> = { ...limitedItems, ...targetItems }

export function isResultItem(code: string): code is ResultItem {
  return Object.hasOwn(resultItems, code)
}

export function isResultGroup(code: string): code is ResultGroup {
  return Object.hasOwn(resultGroups, code)
}
