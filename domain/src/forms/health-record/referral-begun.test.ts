import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../days/local-date.ts'
import type { Form, FormValues } from '../form.ts'
import { hypertensionFollowUp } from '../hypertension/follow-up.ts'
import { severeMentalDisorderFollowUp } from '../severe-mental-disorder/follow-up.ts'
import { householdSurvey } from './household-survey.ts'
import { referralBegunBy } from './referral-begun.ts'

const performedOn = '2026-11-23' as LocalDate
const begunBy = (form: Form, values: FormValues) =>
  referralBegunBy(form, { performedOn, values, classification: 'unsatisfactory' })

describe('a slip that follows a record', () => {
  test('tells why, what was found, the medicines and where to', () => {
    const begun = begunBy(hypertensionFollowUp, {
      symptoms: [2, 4],
      systolicMmHg: 172,
      diastolicMmHg: 98,
      heartRatePerMinute: 88,
      weightKg: 61,
      medicines: [{ name: '硝苯地平缓释片', timesPerDay: 2, dosePerTime: '20 mg' }],
      referralReason: '连续两次控制不满意',
      referralInstitution: '县人民医院心内科',
    })
    expect(begun.presentIllness).toBe(
      '连续两次控制不满意。2026-11-23 高血压患者随访服务记录表：症状 头痛头晕、眼花耳鸣；收缩压 172 mmHg；舒张压 98 mmHg；心率 88 次/分；此次随访分类：控制不满意',
    )
    expect(begun.treatment).toContain('硝苯地平缓释片')
    expect(begun.institution).toBe('县人民医院心内科')
    expect(begun).not.toHaveProperty('impression')
  })

  test('says danger signs first and no 无症状', () => {
    const begun = begunBy(hypertensionFollowUp, {
      symptoms: [1],
      dangerSigns: [4],
      systolicMmHg: 186,
      diastolicMmHg: 112,
    })
    expect(begun.presentIllness).toMatch(/表：危急情况 视力模糊；收缩压 186 mmHg；舒张压 112 mmHg；/)
  })

  test('tells nothing of a sheet that is protected', () => {
    expect(begunBy(severeMentalDisorderFollowUp, { symptoms: [1], referralReason: '病情不稳定' })).toEqual({})
  })

  test('of a sheet without such boxes begins empty', () => {
    expect(referralBegunBy(householdSurvey, { performedOn, values: {}, classification: null })).toEqual({})
  })
})
