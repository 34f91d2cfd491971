/**
 * 自定义名单: the lists from which somebody may make their own — narrowed, with columns chosen, kept under a name and exported.
 * Numbers of identity cards and telephones are masked in all of them.
 */
export const lists = {
  residents: {
    name: '居民',
    filters: ['orgId', 'population', 'signed', 'ageFrom', 'ageTo'],
    columns: {
      name: '姓名',
      sex: '性别',
      age: '年龄',
      birthDate: '出生日期',
      idNumber: '证件号码',
      phone: '电话',
      township: '乡镇',
      village: '村（社区）',
      address: '住址',
      populations: '人群',
      isKey: '重点人群',
      isSigned: '签约',
      isServed: '本年已服务',
      team: '签约团队',
      doctor: '包户医生',
      registeredOn: '登记日期',
    },
  },
  agreements: {
    name: '签约协议',
    filters: ['orgId', 'population', 'from', 'to', 'inForce'],
    columns: {
      number: '协议编号',
      name: '姓名',
      sex: '性别',
      age: '年龄',
      idNumber: '证件号码',
      phone: '电话',
      township: '乡镇',
      village: '村（社区）',
      address: '住址',
      populations: '人群',
      signedOn: '签约日期',
      startsOn: '生效日期',
      endsOn: '到期日期',
      terminatedOn: '终止日期',
      endReason: '终止原因',
      packages: '服务包',
      team: '签约团队',
      signedVia: '签约方式',
    },
  },
  duties: {
    name: '应尽服务',
    filters: ['orgId', 'population', 'dutyState', 'service', 'from', 'to'],
    columns: {
      service: '服务',
      state: '状态',
      dueFrom: '开始日期',
      dueBy: '截止日期',
      doneOn: '完成日期',
      name: '姓名',
      sex: '性别',
      age: '年龄',
      phone: '电话',
      township: '乡镇',
      village: '村（社区）',
      address: '住址',
      populations: '人群',
      doctor: '包户医生',
      team: '签约团队',
    },
  },
  'service-records': {
    name: '服务记录',
    filters: ['orgId', 'population', 'service', 'from', 'to'],
    columns: {
      performedOn: '服务日期',
      service: '服务',
      mode: '方式',
      complete: '完整',
      controlled: '达标',
      nextDueOn: '下次日期',
      performedBy: '服务人',
      unit: '服务机构',
      name: '姓名',
      sex: '性别',
      age: '年龄',
      phone: '电话',
      township: '乡镇',
      village: '村（社区）',
      populations: '人群',
    },
  },
} as const satisfies Record<
  string,
  { name: string; filters: readonly ListFilter[]; columns: Readonly<Record<string, string>> }
>

export type ListCode = keyof typeof lists

/** Which days of a list's lines `from` and `to` are. */
export const daysOfLists: Partial<Record<ListCode, string>> = {
  agreements: '签约',
  duties: '截止',
  'service-records': '服务',
}

/** What a list may be narrowed by. Days are of signing, of the last day, or of the service, as the list has them. */
export type ListFilter =
  | 'orgId'
  | 'population'
  | 'signed'
  | 'ageFrom'
  | 'ageTo'
  | 'from'
  | 'to'
  | 'inForce'
  | 'dutyState'
  | 'service'

/** The columns of a list in the order given, those it does not have left out; all of them when none is left. */
export function columnsOf(list: ListCode, wanted: readonly string[]): { code: string; header: string }[] {
  const known: Readonly<Record<string, string>> = lists[list].columns
  const chosen = wanted.filter((code) => Object.hasOwn(known, code))
  const codes = chosen.length === 0 ? Object.keys(known) : chosen
  return [...new Set(codes)].map((code) => ({ code, header: known[code]! }))
}

/** The filters that a list knows, of those given. */
export function filtersOf<Filters extends object>(list: ListCode, filters: Filters): Partial<Filters> {
  const known: readonly string[] = lists[list].filters
  return Object.fromEntries(
    Object.entries(filters).filter(([name, value]) => known.includes(name) && value !== undefined),
  ) as Partial<Filters>
}
