/** One thing that a supervision visit looks at (督导要点). */
type ChecklistItem = {
  code: string
  /** The checklist that it stands on, by the name that people choose it by. */
  list: string
  text: string
  /** The document that asks for it. */
  source: string
}

/**
 * 督导、投诉、培训与例会: what a county's notice sets. The documents ask for a rhythm (督导 and 培训 quarterly: R273, R291; 例会
 * monthly: R301); days within which something is answered are project conventions that a county edits.
 */
export type SupervisionPolicy = {
  visitsAQuarter: number
  /** 整改期限: days from a visit within which a finding is put right, unless the visit says otherwise. */
  rectifyWithinDays: number
  checklist: readonly ChecklistItem[]
  complaints: { acceptWithinDays: number; replyWithinDays: number }
  training: {
    timesAQuarter: number
    passPercent: number
    /** 岗前培训: who has not passed one is not taken into a team, is taken in with a warning, or is not asked. */
    gate: 'refuse' | 'off'
  }
  meetingsAMonth: number
  /** Days before the end of a licence from which it is on the list. */
  licenceWarnDays: number
}

const VILLAGE = '村卫生室督导'
const TOWNSHIP = '卫生院督导'

const item = (list: string, code: string, text: string, source: string): ChecklistItem => ({
  list,
  code,
  text,
  source,
})

export const defaultSupervisionPolicy: SupervisionPolicy = {
  visitsAQuarter: 1,
  rectifyWithinDays: 30,
  checklist: [
    item(
      VILLAGE,
      'agreement-at-home',
      '抽查签约家庭，协议书一式两份，居民手中有一份',
      '家庭医生签约服务工作总结（二）三3',
    ),
    item(VILLAGE, 'resident-knows', '居民知道家庭医生是谁、电话多少', '家庭医生签约服务工作总结（二）三3'),
    item(
      VILLAGE,
      'board',
      '公示团队、职责、项目、电话和时间（五公开）',
      '家庭医生签约服务工作计划【篇3】(五)',
    ),
    item(VILLAGE, 'records-true', '随访记录真实，与居民所说一致', '家庭服务方案篇四(四)'),
    item(VILLAGE, 'log', '门诊日志、工作日志逐日登记', '家庭服务方案篇四(一)'),
    item(VILLAGE, 'no-charge', '公共卫生项目没有收费', '家庭服务方案篇三七1'),
    item(VILLAGE, 'outfit', '上门着装、佩戴胸牌、携带药箱', '家庭服务方案篇三九7'),
    item(TOWNSHIP, 'leading-group', '成立领导小组，有方案、有分工', '家庭服务方案篇三五'),
    item(TOWNSHIP, 'guidance', '指导团队按季督导到村，有记录', '签约服务工作方案（睢宁县某卫生院）二(一)3⑸'),
    item(TOWNSHIP, 'training', '每季度培训一次，有签到、有考试', '家庭医生签约服务工作计划【篇6】四1'),
    item(TOWNSHIP, 'meeting', '团队每月例会，有记录、有下月安排', '家庭医生签约服务工作计划【篇6】四2'),
    item(TOWNSHIP, 'account', '资金专账管理，按时拨付到人', '家庭服务方案篇一5'),
    item(TOWNSHIP, 'publicity', '宣传活动有登记，材料有种类和数量', '家庭服务方案篇四'),
  ],
  complaints: { acceptWithinDays: 2, replyWithinDays: 15 },
  training: { timesAQuarter: 1, passPercent: 60, gate: 'off' },
  meetingsAMonth: 1,
  licenceWarnDays: 60,
}
