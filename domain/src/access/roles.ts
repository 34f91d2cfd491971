/** Who people are in the service (角色). Source: glossary.md §4. */
export const roles = {
  resident: '居民',
  'village-doctor': '乡村医生',
  'village-clinic-head': '村卫生室负责人',
  'family-doctor': '家庭医生',
  'team-leader': '团队长',
  nurse: '护士',
  'public-health-staff': '公卫人员',
  'health-manager': '健康管理师',
  'township-director': '院长',
  'township-admin': '卫生院管理员',
  'finance-officer': '财务人员',
  'county-officer': '县卫健局工作人员',
  supervisor: '督导员',
  assessor: '考核员',
  'county-expert': '县级专家',
  'ecg-expert': '心电诊断专家',
  'system-admin': '系统管理员',
} as const

export type Role = keyof typeof roles
