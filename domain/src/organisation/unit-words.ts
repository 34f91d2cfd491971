import type { ClosingRefusal, UnitRefusal } from './unit-changes.ts'

export function openingWords(refusal: UnitRefusal): string {
  switch (refusal.code) {
    case 'unit-outside-county':
      return '编码不在本县范围内：前 6 位应是本县的行政区划代码。'
    case 'unit-parent-missing':
      return `编码 ${refusal.parentCode} 的上级机构不存在，请先新增乡镇，或核对编码。`
    case 'unit-parent-closed':
      return '上级机构已撤销，不能在其下新增机构。'
  }
}

export function closingWords({ units, staff, teams, residents, accounts }: ClosingRefusal): string {
  const left = [
    units > 0 && `${units} 个下级机构`,
    residents > 0 && `${residents} 名在册居民`,
    teams > 0 && `${teams} 个团队`,
    staff > 0 && `${staff} 名人员`,
    accounts > 0 && `${accounts} 个账号`,
  ].filter(Boolean)
  return `该机构还有${left.join('、')}，请先调整后再撤销。`
}
