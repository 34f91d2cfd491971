import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import type { FilledBlock } from '../documents/filled-document.ts'
import type { FormValues } from '../forms/form.ts'
import { healthAssessment } from '../forms/health-record/health-assessment.ts'
import { hypertensionFollowUp } from '../forms/hypertension/follow-up.ts'
import { recordSheet, type SheetRecord } from './record-sheet.ts'
import { recordSummary } from './record-summary.ts'

function record(values: FormValues, given: Partial<SheetRecord> = {}): SheetRecord {
  return {
    resident: { name: '王秀英', healthRecordNumber: '32039910110100149', villageName: '东岭村' },
    about: {
      ageYears: 76,
      sex: 'female',
      birthDate: localDate('1950-03-02'),
      performedOn: localDate('2026-11-21'),
    },
    mode: 'home',
    values,
    classification: 'unsatisfactory',
    nextDueOn: localDate('2026-12-05'),
    performedByName: '唐文静',
    unitName: '东岭村卫生室',
    version: 1,
    ...given,
  }
}

/** Every row as its cells' texts. */
function rowsOf(blocks: FilledBlock[]): string[][] {
  return blocks.flatMap((block) =>
    block.type === 'table' ? block.rows.map(({ cells }) => cells.map(({ text }) => text)) : [],
  )
}

/** The text of the box that stands behind a label. */
function box(blocks: FilledBlock[], label: string): string | undefined {
  for (const cells of rowsOf(blocks)) {
    const at = cells.indexOf(label)
    if (at >= 0 && at + 1 < cells.length) return cells[at + 1]
  }
  return undefined
}

describe('the official sheet of a record', () => {
  const sheet = recordSheet(
    hypertensionFollowUp,
    record({
      systolicMmHg: 168,
      diastolicMmHg: 96,
      symptoms: [2, 6],
      weightKg: 62.5,
      targetWeightKg: 60,
      saltIntake: 3,
    }),
  )

  test('is headed by its name and the person, with the last eight digits of the record number', () => {
    expect(sheet[0]).toEqual({ type: 'title', runs: [{ text: '高血压患者随访服务记录表', bold: true }] })
    expect([box(sheet, '姓名'), box(sheet, '编号'), box(sheet, '年龄'), box(sheet, '方式')]).toEqual([
      '王秀英',
      '101-00149',
      '76 岁',
      '家庭',
    ])
  })

  test('shows all options with their codes and the chosen ones filled', () => {
    expect(box(sheet, '摄盐情况')).toBe('□1 轻  □2 中  ■3 重')
    expect(box(sheet, '症状')).toContain('■2 头痛头晕')
    expect(box(sheet, '症状')).toContain('□1 无症状')
  })

  test('puts a target behind its value, and leaves empty what was not filled', () => {
    expect(box(sheet, '体重')).toBe('62.5 / 60 kg')
    expect(box(sheet, '心率')).toBe('')
    expect(box(sheet, '收缩压')).toBe('168 mmHg')
  })

  test('has a line for each row of a small table', () => {
    const [one, two] = [
      { name: '氨氯地平片', timesPerDay: 1, dosePerTime: '5 mg' },
      { name: '二甲双胍片', timesPerDay: 2, dosePerTime: '0.5 g' },
    ]
    const medicines = (rows: FormValues['medicines']) =>
      box(recordSheet(hypertensionFollowUp, record({ medicines: rows })), '用药情况')
    expect(medicines([one])).toBe('氨氯地平片 每日1次 每次5 mg')
    expect(medicines([one, two])).toBe('1. 氨氯地平片 每日1次 每次5 mg\n2. 二甲双胍片 每日2次 每次0.5 g')
  })

  test('ends with class, next day and doctor, and says when it was corrected', () => {
    expect([box(sheet, '此次分类'), box(sheet, '下次日期'), box(sheet, '医生签名')]).toEqual([
      '2 控制不满意',
      '2026-12-05',
      '唐文静',
    ])
    const corrected = recordSheet(hypertensionFollowUp, record({}, { version: 2 }))
    expect(rowsOf(corrected).flat().join()).toContain('第 2 版')
    expect(rowsOf(sheet).flat().join()).not.toContain('第 1 版')
  })

  test('a sheet without class and next day left a blank box for each', () => {
    const bare = recordSheet(hypertensionFollowUp, record({}, { classification: null, nextDueOn: null }))
    const texts = rowsOf(bare).flat().join()
    expect([texts.includes('此次分类'), texts.includes('下次日期')]).toEqual([false, false])
    expect(box(bare, '医生签名')).toBe('唐文静')
  })

  test('every row covers the four columns', () => {
    for (const block of sheet) {
      if (block.type !== 'table') continue
      for (const { cells } of block.rows)
        expect(cells.reduce((sum, { span }) => sum + (span ?? 1), 0)).toBe(4)
    }
  })

  test('has the boxes of the person only: self-care from 65 years, folded parts when something is in them', () => {
    const texts = (values: FormValues, ageYears: number) => {
      const about = { ...record({}).about, ageYears }
      return rowsOf(recordSheet(healthAssessment, record(values, { about }))).flat()
    }
    expect(texts({ healthEvaluation: 1 }, 64)).not.toContain('老年人评估')
    expect(texts({ healthEvaluation: 1 }, 65)).toContain('老年人评估')
    expect(texts({ healthEvaluation: 1 }, 65)).not.toContain('查体（有条件时）')
    expect(texts({ healthEvaluation: 1, fundus: 1 }, 65)).toContain('查体（有条件时）')
  })
})

test.each([
  [{ systolicMmHg: 168, diastolicMmHg: 96 }, '168/96 mmHg'],
  [{ fastingGlucoseMmolL: 7.2, systolicMmHg: 130, diastolicMmHg: 80 }, '130/80 mmHg，空腹血糖 7.2 mmol/L'],
  [{ leftSystolicMmHg: 128, leftDiastolicMmHg: 78, bmi: 25 }, '128/78 mmHg，BMI 25.0'],
  [{ systolicMmHg: 168 }, ''],
  [{ content: '字'.repeat(41) }, `${'字'.repeat(40)}…`],
])('%j in a line is “%s”', (values, line) => {
  expect(recordSummary(values)).toBe(line)
})
