import { medicines, questioned } from '../shared-fields.ts'

/** What both visits of pulmonary tuberculosis ask. Boxes and codes: public-health-spec.md §12. */

/** Numbers by the order of the sheet. */
export const tuberculosisSymptoms = [
  { code: 0, name: '没有症状' },
  { code: 1, name: '咳嗽咳痰' },
  { code: 2, name: '低热盗汗' },
  { code: 3, name: '咯血或血痰' },
  { code: 4, name: '胸痛消瘦' },
  { code: 5, name: '恶心纳差' },
  { code: 6, name: '头痛失眠' },
  { code: 7, name: '视物模糊' },
  { code: 8, name: '皮肤瘙痒、皮疹' },
  { code: 9, name: '耳鸣、听力下降' },
] as const

export const supervisors = [
  { code: 1, name: '医生' },
  { code: 2, name: '家属' },
  { code: 3, name: '自服药' },
  { code: 4, name: '其他' },
] as const

const stages = [
  { code: 1, name: '强化期' },
  { code: 2, name: '继续期' },
] as const

export const supervisionFields = [
  {
    code: 'stage',
    kind: 'choice',
    name: '治疗阶段',
    options: stages,
    need: 'required',
    copyable: true,
    beyondSheet: true,
    note: '注射期按强化期、非注射期按继续期填写。',
  },
  {
    code: 'supervisor',
    kind: 'choice',
    name: '督导人员',
    options: supervisors,
    need: 'required',
    copyable: true,
  },
] as const

export const drugFields = [
  { code: 'regimen', kind: 'text', name: '化疗方案', maxLength: 60, need: 'expected', copyable: true },
  {
    code: 'use',
    kind: 'choice',
    name: '用法',
    need: 'expected',
    copyable: true,
    options: [
      { code: 1, name: '每日' },
      { code: 2, name: '间歇' },
    ],
  },
  {
    code: 'drugForms',
    kind: 'choices',
    name: '药品剂型',
    need: 'expected',
    copyable: true,
    options: [
      { code: 1, name: '固定剂量复合制剂' },
      { code: 2, name: '散装药' },
      { code: 3, name: '板式组合药' },
      { code: 4, name: '注射剂' },
    ],
  },
  { ...medicines, name: '其他用药' },
] as const

export const smokingAndDrinkingFields = [
  {
    code: 'cigarettesPerDay',
    measures: 'cigarettesPerDay',
    kind: 'integer',
    name: '吸烟',
    unit: '支/天',
    reject: { min: 0, max: 200 },
    ...questioned('吸烟', '支/天', null, 60),
    need: 'expected',
    copyable: true,
    note: '不吸烟填 0。',
  },
  {
    code: 'alcoholLiangPerDay',
    measures: 'alcoholLiangPerDay',
    kind: 'number',
    name: '饮酒',
    unit: '两/天',
    decimals: 1,
    reject: { min: 0, max: 50 },
    ...questioned('饮酒', '两/天', null, 10),
    need: 'expected',
    copyable: true,
    note: '不饮酒填 0。',
  },
] as const
