import type { Section } from '../form.ts'
import { glucoseRange, questioned } from '../shared-fields.ts'
import { negativeOrPositive, normalOrAbnormal } from '../shared-options.ts'
import { described } from './free-text.ts'

/** The panel that is part of the elderly examination (N3-06). Source: public-health-spec.md §8. */
const elderlyPanel = { expectedWhen: { ageFromYears: 65 } } as const
const strip = { kind: 'text', maxLength: 10, note: '如 -、±、+、++、+++。', ...elderlyPanel } as const

function measured(unit: string, min: number, max: number, decimals: number) {
  return { kind: 'number', unit, decimals, reject: { min, max } } as const
}

/** 健康体检表: 辅助检查. Limits only keep out slips of the pen; a laboratory's own range is on its sheet. */
export const laboratorySection = {
  code: 'laboratory',
  name: '辅助检查',
  fields: [
    {
      code: 'haemoglobinGL',
      name: '血红蛋白',
      ...measured('g/L', 20, 250, 1),
      ...questioned('血红蛋白', 'g/L', 60, 180),
      ...elderlyPanel,
    },
    {
      code: 'leukocytes10e9L',
      name: '白细胞',
      ...measured('×10⁹/L', 0.1, 500, 2),
      ...questioned('白细胞', '×10⁹/L', 2, 20),
      ...elderlyPanel,
    },
    {
      code: 'platelets10e9L',
      name: '血小板',
      ...measured('×10⁹/L', 1, 3000, 1),
      ...questioned('血小板', '×10⁹/L', 50, 500),
      ...elderlyPanel,
    },
    { code: 'otherBlood', kind: 'text', name: '血常规其他', maxLength: 100 },
    { code: 'urineProtein', name: '尿蛋白', ...strip },
    { code: 'urineGlucose', name: '尿糖', ...strip },
    { code: 'urineKetone', name: '尿酮体', ...strip },
    { code: 'urineOccultBlood', name: '尿潜血', ...strip },
    {
      code: 'fastingGlucoseMmolL',
      measures: 'fastingGlucoseMmolL',
      kind: 'number',
      name: '空腹血糖',
      ...glucoseRange,
      ...elderlyPanel,
    },
    { code: 'ecg', kind: 'choice', name: '心电图', options: normalOrAbnormal, ...elderlyPanel },
    described('ecgText', '心电图描述', 'ecg', 2),
    {
      code: 'altUL',
      name: '血清谷丙转氨酶',
      ...measured('U/L', 0, 20_000, 1),
      ...questioned('血清谷丙转氨酶', 'U/L', null, 200),
      ...elderlyPanel,
    },
    {
      code: 'astUL',
      name: '血清谷草转氨酶',
      ...measured('U/L', 0, 20_000, 1),
      ...questioned('血清谷草转氨酶', 'U/L', null, 200),
      ...elderlyPanel,
    },
    {
      code: 'albuminGL',
      name: '白蛋白',
      ...measured('g/L', 5, 100, 1),
      ...questioned('白蛋白', 'g/L', 25, 60),
    },
    {
      code: 'totalBilirubinUmolL',
      name: '总胆红素',
      ...measured('μmol/L', 0, 1500, 1),
      ...questioned('总胆红素', 'μmol/L', null, 60),
      ...elderlyPanel,
    },
    {
      code: 'conjugatedBilirubinUmolL',
      name: '结合胆红素',
      ...measured('μmol/L', 0, 1500, 1),
      ...questioned('结合胆红素', 'μmol/L', null, 30),
    },
    {
      code: 'creatinineUmolL',
      name: '血清肌酐',
      ...measured('μmol/L', 5, 5000, 1),
      ...questioned('血清肌酐', 'μmol/L', 30, 300),
      ...elderlyPanel,
    },
    {
      code: 'ureaMmolL',
      name: '血尿素',
      ...measured('mmol/L', 0.1, 150, 2),
      ...questioned('血尿素', 'mmol/L', 1, 25),
      ...elderlyPanel,
    },
    {
      code: 'potassiumMmolL',
      name: '血钾浓度',
      ...measured('mmol/L', 1, 12, 2),
      ...questioned('血钾浓度', 'mmol/L', 3, 6),
    },
    {
      code: 'sodiumMmolL',
      name: '血钠浓度',
      ...measured('mmol/L', 80, 220, 1),
      ...questioned('血钠浓度', 'mmol/L', 125, 155),
    },
    {
      code: 'totalCholesterolMmolL',
      name: '总胆固醇',
      ...measured('mmol/L', 0.5, 50, 2),
      ...questioned('总胆固醇', 'mmol/L', 2, 10),
      ...elderlyPanel,
    },
    {
      code: 'triglyceridesMmolL',
      name: '甘油三酯',
      ...measured('mmol/L', 0.1, 100, 2),
      ...questioned('甘油三酯', 'mmol/L', 0.3, 6),
      ...elderlyPanel,
    },
    {
      code: 'ldlCholesterolMmolL',
      name: '低密度脂蛋白胆固醇',
      ...measured('mmol/L', 0.1, 40, 2),
      ...questioned('低密度脂蛋白胆固醇', 'mmol/L', 0.5, 6.5),
      ...elderlyPanel,
    },
    {
      code: 'hdlCholesterolMmolL',
      name: '高密度脂蛋白胆固醇',
      ...measured('mmol/L', 0.1, 10, 2),
      ...questioned('高密度脂蛋白胆固醇', 'mmol/L', 0.5, 3),
      ...elderlyPanel,
    },
    {
      code: 'abdominalUltrasound',
      kind: 'choice',
      name: '腹部B超',
      options: normalOrAbnormal,
      ...elderlyPanel,
    },
    described('abdominalUltrasoundText', '腹部B超描述', 'abdominalUltrasound', 2),
  ],
} as const satisfies Section

/** Items that are done where the clinic can (表中带 * 的项目). */
export const furtherLaboratorySection = {
  code: 'further-laboratory',
  name: '辅助检查（有条件时）',
  folded: true,
  fields: [
    {
      code: 'hba1cPercent',
      measures: 'hba1cPercent',
      name: '糖化血红蛋白',
      ...measured('%', 2, 25, 1),
      ...questioned('糖化血红蛋白', '%', 4, 14),
    },
    {
      code: 'urineMicroalbuminMgDl',
      name: '尿微量白蛋白',
      ...measured('mg/dL', 0, 1000, 2),
      ...questioned('尿微量白蛋白', 'mg/dL', null, 20),
    },
    { code: 'stoolOccultBlood', kind: 'choice', name: '大便潜血', options: negativeOrPositive },
    { code: 'hbsAg', kind: 'choice', name: '乙型肝炎表面抗原', options: negativeOrPositive },
    { code: 'chestXray', kind: 'choice', name: '胸部X线片', options: normalOrAbnormal },
    described('chestXrayText', '胸部X线片描述', 'chestXray', 2),
    {
      code: 'cervicalSmear',
      kind: 'choice',
      name: '宫颈涂片',
      options: normalOrAbnormal,
      showWhen: { sex: 'female' },
    },
    described('cervicalSmearText', '宫颈涂片描述', 'cervicalSmear', 2),
    { code: 'otherTests', kind: 'text', name: '其他检查', maxLength: 200 },
  ],
} as const satisfies Section
