import type { Section } from '../form.ts'
import { absentOrPresent } from '../shared-options.ts'

/** Diseases that stand under the same codes in 既往史 and in 家族史. Source: public-health-spec.md §2.3. */
const diseases = [
  { code: 1, name: '无' },
  { code: 2, name: '高血压' },
  { code: 3, name: '糖尿病' },
  { code: 4, name: '冠心病' },
  { code: 5, name: '慢性阻塞性肺疾病' },
  { code: 6, name: '恶性肿瘤' },
  { code: 7, name: '脑卒中' },
  { code: 8, name: '严重精神障碍' },
  { code: 9, name: '结核病' },
  { code: 10, name: '肝炎' },
] as const

/** 疾病 of 既往史. */
export const pastDiseases = [
  ...diseases,
  { code: 11, name: '其他法定传染病' },
  { code: 12, name: '职业病' },
  { code: 13, name: '其他' },
] as const

/** 家族史: its list ends otherwise than that of 既往史. */
const familyDiseases = [...diseases, { code: 11, name: '先天畸形' }, { code: 12, name: '其他' }] as const

const drugAllergyOptions = [
  { code: 1, name: '无' },
  { code: 2, name: '青霉素' },
  { code: 3, name: '磺胺' },
  { code: 4, name: '链霉素' },
  { code: 5, name: '其他' },
] as const

const yearMonth = '年月，写作 2015-06 或 2015。'

const relative = <Code extends string, Name extends string>(code: Code, name: Name) =>
  ({
    code,
    kind: 'choices',
    name,
    options: familyDiseases,
    noneCode: 1,
    need: 'expected',
    copyable: true,
  }) as const

/** 药物过敏史、暴露史、既往史、家族史、遗传病史、残疾情况 of the personal basic information form. */
export const historySection = {
  code: 'history',
  name: '过敏史、既往史与家族史',
  fields: [
    {
      code: 'drugAllergies',
      kind: 'choices',
      name: '药物过敏史',
      options: drugAllergyOptions,
      noneCode: 1,
      need: 'expected',
      copyable: true,
    },
    {
      code: 'drugAllergyText',
      kind: 'text',
      name: '其他药物过敏',
      maxLength: 100,
      showWhen: { field: 'drugAllergies', is: 5 },
      need: 'expected',
      copyable: true,
    },
    {
      code: 'exposures',
      kind: 'choices',
      name: '暴露史',
      options: [
        { code: 1, name: '无' },
        { code: 2, name: '化学品' },
        { code: 3, name: '毒物' },
        { code: 4, name: '射线' },
      ],
      noneCode: 1,
      need: 'expected',
      copyable: true,
    },
    {
      code: 'pastDiseases',
      kind: 'choices',
      name: '既往史·疾病',
      options: pastDiseases,
      noneCode: 1,
      need: 'expected',
      copyable: true,
    },
    {
      code: 'cancerText',
      kind: 'text',
      name: '恶性肿瘤名称',
      maxLength: 60,
      showWhen: { field: 'pastDiseases', is: 6 },
      need: 'expected',
      copyable: true,
    },
    {
      code: 'occupationalDiseaseText',
      kind: 'text',
      name: '职业病名称',
      maxLength: 60,
      showWhen: { field: 'pastDiseases', is: 12 },
      need: 'expected',
      copyable: true,
    },
    {
      code: 'otherDiseaseText',
      kind: 'text',
      name: '其他疾病名称',
      maxLength: 100,
      showWhen: { field: 'pastDiseases', is: [11, 13] },
      need: 'expected',
      copyable: true,
    },
    {
      code: 'diagnosedDiseases',
      kind: 'rows',
      name: '确诊时间',
      maxRows: 6,
      copyable: true,
      showWhen: { field: 'pastDiseases', isNot: 1 },
      need: 'expected',
      columns: [
        { code: 'disease', kind: 'choice', name: '疾病', options: pastDiseases.slice(1) },
        { code: 'diagnosedIn', kind: 'text', name: '确诊时间', maxLength: 7, note: yearMonth },
      ],
    },
    {
      code: 'hadSurgery',
      kind: 'choice',
      name: '手术',
      options: absentOrPresent,
      usual: 1,
      need: 'expected',
      copyable: true,
    },
    {
      code: 'surgeries',
      kind: 'rows',
      name: '手术名称和时间',
      maxRows: 4,
      showWhen: { field: 'hadSurgery', is: 2 },
      need: 'expected',
      copyable: true,
      columns: [
        { code: 'name', kind: 'text', name: '手术名称', maxLength: 60 },
        { code: 'when', kind: 'text', name: '时间', maxLength: 7 },
      ],
    },
    {
      code: 'hadInjury',
      kind: 'choice',
      name: '外伤',
      options: absentOrPresent,
      usual: 1,
      need: 'expected',
      copyable: true,
    },
    {
      code: 'injuries',
      kind: 'rows',
      name: '外伤名称和时间',
      maxRows: 4,
      showWhen: { field: 'hadInjury', is: 2 },
      need: 'expected',
      copyable: true,
      columns: [
        { code: 'name', kind: 'text', name: '外伤名称', maxLength: 60 },
        { code: 'when', kind: 'text', name: '时间', maxLength: 7 },
      ],
    },
    {
      code: 'hadTransfusion',
      kind: 'choice',
      name: '输血',
      options: absentOrPresent,
      usual: 1,
      need: 'expected',
      copyable: true,
    },
    {
      code: 'transfusions',
      kind: 'rows',
      name: '输血原因和时间',
      maxRows: 4,
      showWhen: { field: 'hadTransfusion', is: 2 },
      need: 'expected',
      copyable: true,
      columns: [
        { code: 'reason', kind: 'text', name: '输血原因', maxLength: 60 },
        { code: 'when', kind: 'text', name: '时间', maxLength: 7 },
      ],
    },
    relative('fatherDiseases', '家族史·父亲'),
    relative('motherDiseases', '家族史·母亲'),
    relative('siblingsDiseases', '家族史·兄弟姐妹'),
    relative('childrenDiseases', '家族史·子女'),
    { code: 'familyDiseaseText', kind: 'text', name: '家族史其他疾病', maxLength: 100, copyable: true },
    {
      code: 'hasGeneticDisease',
      kind: 'choice',
      name: '遗传病史',
      options: absentOrPresent,
      usual: 1,
      need: 'expected',
      copyable: true,
    },
    {
      code: 'geneticDiseaseText',
      kind: 'text',
      name: '遗传病名称',
      maxLength: 60,
      showWhen: { field: 'hasGeneticDisease', is: 2 },
      need: 'expected',
      copyable: true,
    },
    {
      code: 'disabilities',
      kind: 'choices',
      name: '残疾情况',
      options: [
        { code: 1, name: '无残疾' },
        { code: 2, name: '视力残疾' },
        { code: 3, name: '听力残疾' },
        { code: 4, name: '言语残疾' },
        { code: 5, name: '肢体残疾' },
        { code: 6, name: '智力残疾' },
        { code: 7, name: '精神残疾' },
        { code: 8, name: '其他残疾' },
      ],
      noneCode: 1,
      need: 'expected',
      copyable: true,
    },
    { code: 'disabilityCertificate', kind: 'text', name: '残疾证号', maxLength: 30, copyable: true },
  ],
} as const satisfies Section
