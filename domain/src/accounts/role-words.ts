import { roles } from '../access/roles.ts'
import { levelsOfRole, type RoleRefusal } from './giving-roles.ts'

const levelWords = { county: '县级', township: '乡镇', village: '村（居）' } as const

export function roleRefusalWords({ code, role }: RoleRefusal): string {
  if (code === 'role-beyond-reach') return `不能授予“${roles[role]}”：所选机构不在您的管辖范围内。`
  const levels = levelsOfRole[role].map((level) => levelWords[level]).join('或')
  return `“${roles[role]}”应设在${levels}机构，请重新选择机构。`
}
