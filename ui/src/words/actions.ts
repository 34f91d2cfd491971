import type { Action, ReachKind } from '@qianyue/domain/access/grants.ts'

/** What each action of the access table is, in words. An action without words does not compile. */
export const actionWords: Record<Action, string> = {
  'org-units.read': '查看机构',
  'org-units.manage': '新增、修改、撤销机构',
  'staff.read': '查看人员',
  'staff.manage': '维护人员与执业资格',
  'accounts.manage': '管理账号与角色',
  'accounts.manage-tokens': '管理程序访问令牌',
  'accounts.set-rules': '规定哪些角色用动态口令',
  'audit.read': '查询审计记录',
  'indicators.read': '查看指标',
  'indicators.read-names': '查看指标背后的名单',
  'documents.print': '打印协议、服务卡、信件',
  'documents.print-full-numbers': '打印完整证件号',
  'document-templates.read': '查看文书模板',
  'document-templates.manage': '修改文书模板',
  'residents.read': '查看居民档案',
  'residents.register': '登记居民',
  'residents.edit': '修改居民信息',
  'residents.open-accounts': '给居民开通账号',
  'grid-duty.assign': '指定包户医生',
  'residents.record-events': '登记人口变动',
  'residents.show-numbers': '显示完整证件号、电话',
  'residents.export': '导出居民名单',
  'residents.merge': '合并重复档案',
  'populations.declare': '认定重点人群',
  'populations.comb-through': '年度梳理重点人群',
  'teams.read': '查看家庭医生团队',
  'teams.manage': '组建、修改团队',
  'teams.hand-over': '整体移交签约居民',
  'packages.read': '查看服务包',
  'packages.manage': '制定服务包',
  'agreements.read': '查看签约协议',
  'agreements.export': '导出协议列表',
  'agreements.sign': '签约、续约',
  'agreements.end': '解约、改签',
  'attachments.add': '添加照片与签名',
  'attachments.read': '查看照片与签名',
  'forms.read': '查看服务表单',
  'service-records.read': '查看服务记录',
  'service-records.write': '填写、更正服务记录',
  'health-records.read': '查看健康档案',
  'health-records.keep': '建立、终止健康档案',
  'health-records.move': '迁移健康档案',
  'health-records.export': '导出健康档案清单',
  'service-records.export': '导出服务记录',
  'severe-mental-disorder.read': '查看严重精神障碍记录内容',
  'severe-mental-disorder.write': '填写严重精神障碍记录',
  'register-imports.read': '查看名册导入',
  'register-imports.run': '导入名册',
  'outside-lists.read': '查看部门名单与待办',
  'outside-lists.import': '导入部门名单',
  'outside-lists.settle': '办理名单待办',
  'services.read': '查看服务目录',
  'duties.read': '查看应尽服务',
  'duties.note': '注明服务无法履行的原因',
  'sync.pull': '外勤手机同步本人负责的居民',
  'policies.read': '查看政策',
  'settlements.read': '查看结算',
  'settlements.prepare': '编制结算',
  'settlements.approve': '审批结算',
  'performance.read': '查看绩效考核',
  'performance.score': '填报考核、提出申诉',
  'performance.review': '发起考核、评分、答复申诉',
  'performance.publish': '确认并公布考核',
  'authenticity.read': '查看真实性核查',
  'authenticity.review': '核查与抽查',
  'points.read': '查看本人积分',
  'reports.read': '查看月报',
  'reports.submit': '报送月报',
  'reports.accept': '审核月报',
  'bulletins.read': '查看通报',
  'bulletins.publish': '起草、发布通报',
  'devices.read': '查看设备与设备消息',
  'devices.manage': '登记设备、认定设备消息是谁的',
  'device-messages.send': '上传设备测量值',
  'policies.manage': '修订政策',
}

/** How far a role reaches for an action. */
export const reachWords: Record<ReachKind, string> = {
  self: '本人',
  team: '本团队的村和签约居民',
  unit: '任职机构及其下级',
  county: '全县',
}

/** An action of the audit trail: of the access table, or one of the few beside it. */
export function auditedActionWords(action: string): string {
  if (Object.hasOwn(actionWords, action)) return actionWords[action as Action]
  return otherActions[action] ?? action
}

const otherActions: Record<string, string> = {
  'sign-in': '登录',
  'first-administrator': '建立首个管理员',
  'PUT /me/password': '修改自己的密码',
  'DELETE /me/sessions/{sessionId}': '让自己的一台设备退出',
  'POST /me/second-factor': '开始启用动态口令',
  'POST /me/second-factor/confirmation': '启用动态口令',
  'POST /me/second-factor/removal': '停用动态口令',
}

/** Actions that the audit page offers to look for. */
export const auditedActions: { value: string; label: string }[] = [
  ...Object.entries(otherActions),
  ...Object.entries(actionWords),
].map(([value, label]) => ({ value, label }))
