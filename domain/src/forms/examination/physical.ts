import type { Section } from '../form.ts'
import { heartRate } from '../shared-fields.ts'
import { absentOrPresent, noOrYes, normalOrAbnormal } from '../shared-options.ts'
import { described } from './free-text.ts'

/** 健康体检表: 查体. Source: public-health-spec.md §3. */
export const physicalSection = {
  code: 'physical',
  name: '查体',
  usual: 1,
  fields: [
    {
      code: 'skin',
      kind: 'choice',
      name: '皮肤',
      need: 'expected',
      options: [
        { code: 1, name: '正常' },
        { code: 2, name: '潮红' },
        { code: 3, name: '苍白' },
        { code: 4, name: '发绀' },
        { code: 5, name: '黄染' },
        { code: 6, name: '色素沉着' },
        { code: 7, name: '其他' },
      ],
    },
    described('skinText', '皮肤描述', 'skin', 7),
    {
      code: 'sclera',
      kind: 'choice',
      name: '巩膜',
      need: 'expected',
      options: [
        { code: 1, name: '正常' },
        { code: 2, name: '黄染' },
        { code: 3, name: '充血' },
        { code: 4, name: '其他' },
      ],
    },
    described('scleraText', '巩膜描述', 'sclera', 4),
    {
      code: 'lymphNodes',
      kind: 'choice',
      name: '淋巴结',
      need: 'expected',
      options: [
        { code: 1, name: '未触及' },
        { code: 2, name: '锁骨上' },
        { code: 3, name: '腋窝' },
        { code: 4, name: '其他' },
      ],
    },
    described('lymphNodesText', '淋巴结描述', 'lymphNodes', 4),
    { code: 'barrelChest', kind: 'choice', name: '肺：桶状胸', need: 'expected', options: noOrYes },
    { code: 'breathSounds', kind: 'choice', name: '肺：呼吸音', need: 'expected', options: normalOrAbnormal },
    described('breathSoundsText', '呼吸音描述', 'breathSounds', 2),
    {
      code: 'rales',
      kind: 'choice',
      name: '肺：罗音',
      need: 'expected',
      options: [
        { code: 1, name: '无' },
        { code: 2, name: '干罗音' },
        { code: 3, name: '湿罗音' },
        { code: 4, name: '其他' },
      ],
    },
    described('ralesText', '罗音描述', 'rales', 4),
    { ...heartRate, need: 'expected', name: '心脏：心率' },
    {
      code: 'heartRhythm',
      kind: 'choice',
      name: '心脏：心律',
      need: 'expected',
      options: [
        { code: 1, name: '齐' },
        { code: 2, name: '不齐' },
        { code: 3, name: '绝对不齐' },
      ],
    },
    { code: 'heartMurmur', kind: 'choice', name: '心脏：杂音', need: 'expected', options: absentOrPresent },
    described('heartMurmurText', '杂音描述', 'heartMurmur', 2),
    {
      code: 'abdominalTenderness',
      kind: 'choice',
      name: '腹部：压痛',
      need: 'expected',
      options: absentOrPresent,
    },
    described('abdominalTendernessText', '压痛描述', 'abdominalTenderness', 2),
    { code: 'abdominalMass', kind: 'choice', name: '腹部：包块', need: 'expected', options: absentOrPresent },
    described('abdominalMassText', '包块描述', 'abdominalMass', 2),
    { code: 'hepatomegaly', kind: 'choice', name: '腹部：肝大', need: 'expected', options: absentOrPresent },
    described('hepatomegalyText', '肝大描述', 'hepatomegaly', 2),
    { code: 'splenomegaly', kind: 'choice', name: '腹部：脾大', need: 'expected', options: absentOrPresent },
    described('splenomegalyText', '脾大描述', 'splenomegaly', 2),
    {
      code: 'shiftingDullness',
      kind: 'choice',
      name: '腹部：移动性浊音',
      need: 'expected',
      options: absentOrPresent,
    },
    described('shiftingDullnessText', '移动性浊音描述', 'shiftingDullness', 2),
    {
      code: 'oedema',
      kind: 'choice',
      name: '下肢水肿',
      need: 'expected',
      options: [
        { code: 1, name: '无' },
        { code: 2, name: '单侧' },
        { code: 3, name: '双侧不对称' },
        { code: 4, name: '双侧对称' },
      ],
    },
    {
      code: 'dorsalisPedisPulse',
      kind: 'choice',
      name: '足背动脉搏动',
      options: [
        { code: 1, name: '未触及' },
        { code: 2, name: '触及双侧对称' },
        { code: 3, name: '触及左侧弱或消失' },
        { code: 4, name: '触及右侧弱或消失' },
      ],
      note: '糖尿病患者必须检查。',
    },
  ],
} as const satisfies Section

/** Items that are done where the clinic can (表中带 * 的项目). */
export const furtherPhysicalSection = {
  code: 'further-physical',
  name: '查体（有条件时）',
  folded: true,
  fields: [
    { code: 'fundus', kind: 'choice', name: '眼底', options: normalOrAbnormal },
    described('fundusText', '眼底描述', 'fundus', 2),
    {
      code: 'rectalExamination',
      kind: 'choice',
      name: '肛门指诊',
      options: [
        { code: 1, name: '未及异常' },
        { code: 2, name: '触痛' },
        { code: 3, name: '包块' },
        { code: 4, name: '前列腺异常' },
        { code: 5, name: '其他' },
      ],
    },
    described('rectalExaminationText', '肛门指诊描述', 'rectalExamination', 5),
    {
      code: 'breast',
      kind: 'choices',
      name: '乳腺',
      noneCode: 1,
      showWhen: { sex: 'female' },
      options: [
        { code: 1, name: '未见异常' },
        { code: 2, name: '乳房切除' },
        { code: 3, name: '异常泌乳' },
        { code: 4, name: '乳腺包块' },
        { code: 5, name: '其他' },
      ],
    },
    described('breastText', '乳腺描述', 'breast', 5),
    ...gynaecological('vulva', '外阴'),
    ...gynaecological('vagina', '阴道'),
    ...gynaecological('cervix', '宫颈'),
    ...gynaecological('uterus', '宫体'),
    ...gynaecological('adnexa', '附件'),
    { code: 'otherPhysical', kind: 'text', name: '查体其他', maxLength: 200 },
  ],
} as const satisfies Section

function gynaecological<const Code extends string>(code: Code, name: string) {
  return [
    {
      code,
      kind: 'choice',
      name: `妇科：${name}`,
      showWhen: { sex: 'female' },
      options: [
        { code: 1, name: '未见异常' },
        { code: 2, name: '异常' },
      ],
    },
    described(`${code}Text`, `${name}描述`, code, 2),
  ] as const
}
