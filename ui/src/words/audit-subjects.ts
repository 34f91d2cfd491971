import { siteDecisions } from '@qianyue/domain/demonstration-sites/site.ts'
import { forms } from '@qianyue/domain/forms/forms.ts'
import { recordLists } from '@qianyue/domain/health-records/record-lists.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { lists } from '@qianyue/domain/lists/list.ts'
import { outsideLists } from '@qianyue/domain/outside-lists/outside-list.ts'
import { scoringLevels } from '@qianyue/domain/performance/round.ts'
import { policyKinds } from '@qianyue/domain/policy/policy.ts'
import { populations } from '@qianyue/domain/populations/population.ts'
import { residentEventKinds } from '@qianyue/domain/residents/resident-event.ts'

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g

/** What kinds of things the trail speaks of; the longer phrases first. */
const things: readonly (readonly [phrase: string, words: string])[] = [
  ['residents list', '居民名单'],
  ['agreements list', '协议名单'],
  ['service-records of', '服务记录名单'],
  ['confirmation codes withdrawn', '作废确认码'],
  ['confirmation codes', '确认码'],
  ['confirmation code of service-record', '确认码确认'],
  ['confirmation of service-record', '居民确认'],
  ['phone panel of', '手机工作台，户数'],
  ['phone histories', '手机下载既往记录，户数'],
  ['phone changes', '手机同步变更，户数'],
  ['phone doors', '手机下载住户，户数'],
  ['attachments of', '附件：'],
  ['attachment', '附件'],
  ['device message', '设备消息'],
  ['device measurements', '设备测量值'],
  ['device use', '设备使用情况'],
  ['device', '设备'],
  ['outside list task', '名单待办'],
  ['outside list', '部门名单'],
  ['supervision group', '督导小组'],
  ['supervision visit', '督导'],
  ['supervision finding', '督导问题'],
  ['complaint', '投诉与建议'],
  ['survey', '满意度调查'],
  ['training', '培训'],
  ['meeting task', '会议任务'],
  ['meeting', '会议'],
  ['publicity', '宣传活动'],
  ['demonstration site', '示范点'],
  ['monthly audit', '月度审核'],
  ['authenticity question', '真实性核实'],
  ['authenticity run', '真实性排查'],
  ['spot check', '抽查'],
  ['fund ledger', '资金台账'],
  ['register-import', '名册导入'],
  ['report template', '报表模板'],
  ['report due days', '报表期限：'],
  ['report', '报表'],
  ['bulletin', '通报'],
  ['notice', '通知'],
  ['public board', '公示'],
  ['education activity', '健康教育活动'],
  ['education push', '健康教育推送'],
  ['education-prescriptions', '健康教育处方'],
  ['village round', '巡诊'],
  ['supervised place', '协管巡查单位'],
  ['supervision patrol', '协管巡查'],
  ['supervision information', '协管信息报告'],
  ['long prescriptions', '长期处方名单'],
  ['long prescription', '长期处方'],
  ['phone consultations', '电话咨询记录'],
  ['phone consultation', '电话咨询'],
  ['phone', '手机'],
  ['examination day', '体检日'],
  ['health-records', '健康档案名单：'],
  ['health-record figures', '健康档案指标'],
  ['health-record', '健康档案'],
  ['health-plan paper', '个性化服务计划（打印）'],
  ['health-plan', '健康评估与计划'],
  ['document-template', '文书模板'],
  ['package-version', '服务包'],
  ['service-records', '全部服务记录'],
  ['service-record', '服务记录'],
  ['service-card', '服务卡'],
  ['grid-duty', '包户责任'],
  ['event-withdrawal', '撤销变动：'],
  ['distinct pair', '不是同一人'],
  ['id-number', '身份证号'],
  ['contact-phone', '联系人电话'],
  ['org-unit', '机构'],
  ['pivot', '透视表'],
  ['saved list', '存下的名单'],
  ['signing page', '打开签约页，未签署'],
  ['signing-right of staff', '签约资格'],
  ['unsigned-reasons residents', '未签约原因名单'],
  ['unsigned-reasons', '未签约原因'],
  ['unsigned-reason', '未签约原因'],
  ['settlement', '结算'],
  ['assessment', '绩效考核'],
  ['agreement', '协议'],
  ['household', '家庭'],
  ['population', '人群：'],
  ['indicator', '指标：'],
  ['account', '账号'],
  ['duties', '应尽服务'],
  ['merge', '合并档案'],
  ['policy profile', '政策方案'],
  ['policy-profile', '政策方案'],
  ['policy', '政策：'],
  ['event', '变动：'],
  ['token', '令牌'],
  ['staff', '人员'],
  ['duty', '应尽服务'],
  ['form', '打开表单：'],
  ['list', '自定义名单：'],
  ['id', '居民'],
  ['team', '团队'],
]

/** What stands behind the thing in more than one word. */
const phrases: readonly (readonly [phrase: string, words: string])[] = [
  ['from a workbook,', '从 Excel 导入，条数'],
  ['payment file', '支付文件'],
  ['answers opened', '开放作答'],
  ['no villages', '村级不填'],
]

const names: Record<string, string> = {
  ...residentEventKinds,
  ...populations,
  ...policyKinds,
  ...Object.fromEntries(forms.map(({ code, name }) => [code, name])),
  ...Object.fromEntries(indicators.map(({ code, name }) => [code, name])),
  ...Object.fromEntries(Object.entries(lists).map(([code, { name }]) => [code, name])),
  ...Object.fromEntries(Object.entries(recordLists).map(([code, { name }]) => [code, name])),
  ...Object.fromEntries(Object.entries(outsideLists).map(([code, { name }]) => [code, name])),
  ...scoringLevels,
  ...siteDecisions,
  numerator: '分子',
  denominator: '分母',
  gap: '未达到的人',
  chosen: '人（勾选）',
  workbook: '导出',
  to: '移交给',
  record: '记录',
  appeal: '申诉',
  slips: '绩效条',
  residentId: '居民',
  accountId: '账号',
  agreementId: '协议',
  householdId: '家庭',
  teamId: '团队',
  recordId: '服务记录',
  residents: '居民',
  accepted: '受理',
  answers: '答卷',
  'set-aside': '不办',
  attendances: '签到',
  by: '由',
  cover: '封面',
  deleted: '删除',
  done: '完成',
  drafted: '起草',
  edited: '修改',
  entered: '登记',
  filled: '填报',
  for: '用于',
  freeze: '冻结',
  from: '自',
  handled: '调查处理',
  moved: '迁移',
  of: '属于',
  opened: '建档',
  pay: '发放',
  phone: '电话',
  published: '公布',
  rechecked: '复查',
  rectified: '整改',
  replied: '答复',
  reopened: '恢复',
  restored: '恢复',
  retired: '停用',
  return: '退回',
  reviewed: '审核',
  sample: '样本',
  staff: '人员',
  submit: '提交',
  submitted: '报送',
  tried: '试算',
  uploaded: '上传',
  visited: '回访',
  written: '发布',
  as: '',
  a: '',
}

/**
 * What an entry of the audit trail is about, for people: `agreement 0199…e1f2` is 协议（尾号 e1f2）. The last four of an id are
 * enough to tell two entries apart and say nothing about anybody.
 */
export function auditSubjectWords(subject: string | null): string {
  if (subject === null || subject === '') return ''
  const thing = things.find(([phrase]) => subject === phrase || subject.startsWith(`${phrase} `))
  const rest = thing ? subject.slice(thing[0].length).trim() : subject
  const said = phrases
    .reduce((text, [phrase, words]) => text.replace(phrase, words), rest)
    .replace(UUID, (id) => `（尾号 ${id.slice(-4)}）`)
    .split(/\s+(?![^（]*）)/)
    .map((word) => names[word] ?? word)
    .filter((word) => word !== '')
    .join(' ')
  return `${thing?.[1] ?? ''}${said === '' || thing?.[1].endsWith('：') || said.startsWith('（') ? said : thing ? ` ${said}` : said}`
}
