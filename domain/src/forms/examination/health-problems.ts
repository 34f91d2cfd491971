import type { Section } from '../form.ts'
import { medicationAdherence } from '../shared-options.ts'
import { described } from './free-text.ts'

const absentOrFound = [
  { code: 1, name: '未发现' },
  { code: 2, name: '有' },
] as const

/** 健康体检表: 现存主要健康问题. Source: public-health-spec.md §3. */
export const healthProblemSection = {
  code: 'health-problems',
  name: '现存主要健康问题',
  usual: 1,
  fields: [
    {
      code: 'brainProblems',
      kind: 'choices',
      name: '脑血管疾病',
      noneCode: 1,
      need: 'expected',
      copyable: true,
      options: [
        { code: 1, name: '未发现' },
        { code: 2, name: '缺血性卒中' },
        { code: 3, name: '脑出血' },
        { code: 4, name: '蛛网膜下腔出血' },
        { code: 5, name: '短暂性脑缺血发作' },
        { code: 6, name: '其他' },
      ],
    },
    described('brainProblemsText', '其他脑血管疾病', 'brainProblems', 6),
    {
      code: 'kidneyProblems',
      kind: 'choices',
      name: '肾脏疾病',
      noneCode: 1,
      need: 'expected',
      copyable: true,
      options: [
        { code: 1, name: '未发现' },
        { code: 2, name: '糖尿病肾病' },
        { code: 3, name: '肾功能衰竭' },
        { code: 4, name: '急性肾炎' },
        { code: 5, name: '慢性肾炎' },
        { code: 6, name: '其他' },
      ],
    },
    described('kidneyProblemsText', '其他肾脏疾病', 'kidneyProblems', 6),
    {
      code: 'heartProblems',
      kind: 'choices',
      name: '心脏疾病',
      noneCode: 1,
      need: 'expected',
      copyable: true,
      options: [
        { code: 1, name: '未发现' },
        { code: 2, name: '心肌梗死' },
        { code: 3, name: '心绞痛' },
        { code: 4, name: '冠状动脉血运重建' },
        { code: 5, name: '充血性心力衰竭' },
        { code: 6, name: '心前区疼痛' },
        { code: 7, name: '其他' },
      ],
    },
    described('heartProblemsText', '其他心脏疾病', 'heartProblems', 7),
    {
      code: 'vesselProblems',
      kind: 'choices',
      name: '血管疾病',
      noneCode: 1,
      need: 'expected',
      copyable: true,
      options: [
        { code: 1, name: '未发现' },
        { code: 2, name: '夹层动脉瘤' },
        { code: 3, name: '动脉闭塞性疾病' },
        { code: 4, name: '其他' },
      ],
    },
    described('vesselProblemsText', '其他血管疾病', 'vesselProblems', 4),
    {
      code: 'eyeProblems',
      kind: 'choices',
      name: '眼部疾病',
      noneCode: 1,
      need: 'expected',
      copyable: true,
      options: [
        { code: 1, name: '未发现' },
        { code: 2, name: '视网膜出血或渗出' },
        { code: 3, name: '视乳头水肿' },
        { code: 4, name: '白内障' },
        { code: 5, name: '其他' },
      ],
    },
    described('eyeProblemsText', '其他眼部疾病', 'eyeProblems', 5),
    {
      code: 'nervousProblems',
      kind: 'choice',
      name: '神经系统疾病',
      need: 'expected',
      options: absentOrFound,
    },
    described('nervousProblemsText', '神经系统疾病名称', 'nervousProblems', 2),
    { code: 'otherProblems', kind: 'choice', name: '其他系统疾病', need: 'expected', options: absentOrFound },
    described('otherProblemsText', '其他系统疾病名称', 'otherProblems', 2),
  ],
} as const satisfies Section

/** 健康体检表: 住院治疗情况, 主要用药情况, 非免疫规划预防接种史. */
export const treatmentSection = {
  code: 'treatment',
  name: '治疗与用药',
  fields: [
    {
      code: 'hospitalisations',
      kind: 'rows',
      name: '住院史',
      maxRows: 5,
      columns: [
        { code: 'admittedOn', kind: 'date', name: '入院日期' },
        { code: 'dischargedOn', kind: 'date', name: '出院日期' },
        { code: 'reason', kind: 'text', name: '原因', maxLength: 60 },
        { code: 'institution', kind: 'text', name: '医疗机构名称', maxLength: 60 },
        { code: 'recordNumber', kind: 'text', name: '病案号', maxLength: 30 },
      ],
    },
    {
      code: 'homeBeds',
      kind: 'rows',
      name: '家庭病床史',
      maxRows: 5,
      columns: [
        { code: 'openedOn', kind: 'date', name: '建床日期' },
        { code: 'closedOn', kind: 'date', name: '撤床日期' },
        { code: 'reason', kind: 'text', name: '原因', maxLength: 60 },
        { code: 'institution', kind: 'text', name: '医疗机构名称', maxLength: 60 },
        { code: 'recordNumber', kind: 'text', name: '病案号', maxLength: 30 },
      ],
    },
    {
      code: 'medicines',
      measures: 'medicines',
      kind: 'rows',
      name: '主要用药情况',
      maxRows: 12,
      copyable: true,
      columns: [
        { code: 'name', kind: 'text', name: '药物名称', maxLength: 60 },
        { code: 'usage', kind: 'text', name: '用法', maxLength: 30 },
        { code: 'dose', kind: 'text', name: '用量', maxLength: 30 },
        { code: 'duration', kind: 'text', name: '用药时间', maxLength: 30 },
        { code: 'adherence', kind: 'choice', name: '服药依从性', options: medicationAdherence },
      ],
    },
    {
      code: 'otherVaccinations',
      kind: 'rows',
      name: '非免疫规划预防接种史',
      maxRows: 6,
      columns: [
        { code: 'name', kind: 'text', name: '名称', maxLength: 40 },
        { code: 'givenOn', kind: 'date', name: '接种日期' },
        { code: 'institution', kind: 'text', name: '接种机构', maxLength: 60 },
      ],
    },
  ],
} as const satisfies Section
