import { type Cell, isNoWord, readOnce, saysNothing, spacelessTextOf, textOf } from './cell.ts'

/** What systems write around a text that Excel is not to take for a number: '001, "东岭村". */
const QUOTES = /^['‘’"“”]+|['‘’"“”]+$/g

const CHINESE_NUMBERS = '零一二三四五六七八九十'

/** A village group (村民小组): 5, 5组, 五组, 第5村民小组, 05 → 5组; another name (上湾组) as it is. Null when blank. */
export const readGroup = readOnce((cell): string | null => {
  const text = spacelessTextOf(cell)
  if (saysNothing(text)) return null
  const bare = text
    .normalize('NFKC')
    .replace(/^(\d+)\.0+$/, '$1')
    .replace(/^(村民)?第?/, '')
    .replace(/(村民|居民)?(小组|组|社|队|生产队)$/, '')
  if (/^\d{1,3}$/.test(bare)) return `${Number(bare)}组`
  const number = numberOfChinese(bare)
  if (number !== null) return `${number}组`
  return text
})

/** A village or community by its name, without what clerks put before and after it: 江东县东岭镇东岭村1组 → 东岭村. */
export const readVillage = readOnce((cell): string | null => {
  const text = spacelessTextOf(cell).replace(QUOTES, '').replace(ITS_CODE, '')
  if (saysNothing(text)) return null
  const own = withoutTownship(villageOfPath(text))
  return VILLAGE_WITH_MORE.exec(own)?.[1] ?? own
})

/** The village of a path through the places above it: 江苏省/徐州市/江东县/东岭镇/东岭村. */
export function villageOfPath(text: string): string {
  const [first, ...others] = text.split(/[/>\\|→]+/)
  if (others.length === 0 || !/[省市县区镇乡]$|街道$/.test(first!)) return text
  return others.findLast((part) => /(村|社区|委会)$/.test(part)) ?? text
}

/** The code of the statistics bureau before the name of a village: 320399100201东岭村. */
const ITS_CODE = /^\d{9}(\d{3})?[-—:]?(?=[\u4e00-\u9fff])/

const VILLAGE_WITH_MORE =
  /^(.+?(?:村民?委员?会|居民?委员?会|村委会|居委会|行政村|社区|村))(?:第?[\d一二三四五六七八九十]+(?:村民|居民)?(?:小组|组|社|队|号).*|卫生(?:服务)?[室所站].*|[(（].*)$/

/** Takes province, county and township off the front, as long as a name is left: 镇南社区 and 古镇村 stay whole. */
function withoutTownship(text: string): string {
  if (isNoWord(text)) return text
  const rest = /^[^省市县区乡镇道]+(?:省|市|县|(?<!社)区|乡|镇|街道办事处|街道)(.+)$/.exec(text)?.[1]
  const isNoName =
    rest === undefined ||
    /^(村|社区|居委会|村委会|行政村|居民?委员?会|村民?委员?会|办事处|\d|[一二三四五六七八九十]+组)/.test(rest)
  return isNoName ? text : withoutTownship(rest)
}

/** What is compared when a village is looked up by name: 东岭, 东岭村, 东岭行政村, 东岭村委会 and 东岭村村民委员会 are one. */
export function villageKey(name: string): string {
  const text = spacelessTextOf(name)
  const bare = text
    .replace(/(村民委员会|居民委员会|村委会?|居委会?)$/, '')
    .replace(/(行政村|社区|村|居)$/, '')
  return bare.length >= 1 ? bare : text
}

/** Village, group and house number as an address names them: 东岭镇东岭村1组88号 → 东岭村, 1组. */
export const placeOfAddress = readOnce((cell): { village: string | null; group: string | null } => {
  const text = spacelessTextOf(cell)
  const village = /^(.{1,10}?(?:村|社区|居委会))(?!民)/.exec(withoutTownship(text))?.[1] ?? null
  const group =
    /(?:第)?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:村民|居民)?(?:小组|组|社|队)/.exec(text)?.[0] ?? null
  return { village: village === null ? null : readVillage(village), group: readGroup(group) }
})

/** The township that an address or a title names: 江东县东岭镇东岭村 → 东岭镇; 镇南社区 names none. */
export const townshipOfText = readOnce((cell): string | null => {
  const line = spacelessTextOf(cell)
    .replace(/^.*[:：]/, '')
    .replace(YEAR, '')
  return /^(?:[^省市县区镇乡]+[省市县区])*([^省市县区镇乡\d]{1,8}(?:镇|乡|街道))/.exec(line)?.[1] ?? null
})

/** The address in a cell, blanks taken out; null when nothing is written. */
export function readAddress(cell: Cell | undefined): string | null {
  const text = spacelessTextOf(cell)
  if (saysNothing(text)) return null
  return text.includes(':') ? text.replace(/^(现?住址?|(家庭)?(住址|地址)):/, '') || null : text
}

/** A household number (户号) as it was written, without blanks and a member's own (3 of 3.2); null when nothing is written. */
export function readHouseholdNumber(cell: Cell | undefined): string | null {
  const text = spacelessTextOf(cell)
    .replace(QUOTES, '')
    .replace(/^第|户$/g, '')
    .replace(/^(\d+)\.\d+$/, '$1')
  return saysNothing(text) ? null : text
}

/** 001 and 1 in one register are the same number. */
export function shapelessNumber(number: string): string {
  return /^0\d+$/.test(number) ? number.replace(/^0+(?=\d)/, '') : number
}

/**
 * The household in the number of a person, and which of its people that is: 01-001-02 is 2 of 01-001, 32039900102 is 2 of
 * 320399001. Null of what holds no such two.
 */
export function partsOfPersonNumber(cell: Cell | undefined): { household: string; member: number } | null {
  const text = spacelessTextOf(cell)
  const [, household, member] = /^(.*\d)[-—–_/](\d{1,2})$/.exec(text) ?? /^(\d{2,})(\d{2})$/.exec(text) ?? []
  return household && member ? { household, member: Number(member) } : null
}

/** Which of its household's people a person is, counted from 1: 户内序号; null of what is no such number. */
export function readMemberNumber(cell: Cell | undefined): number | null {
  const text = spacelessTextOf(cell)
  return /^0?[1-9]\d?$/.test(text) ? Number(text) : null
}

/** A remark, as it was written. */
export function readRemarks(cell: Cell | undefined): string | null {
  const text = textOf(cell)
  return text === '' ? null : text
}

/**
 * The village that a title line or the name of a sheet speaks of: 东岭村2026年居民花名册, 填报单位：东岭村卫生室, 花名册（东岭村）.
 * Titles are spaced out (东 岭 村), so that blanks part a line only where the whole names no village.
 */
export function villageOfTitle(text: string): string | null {
  const whole = villageBegins(spacelessTextOf(text))
  if (whole !== null || isNoWord(text)) return whole
  for (const part of textOf(text).split(/[\s()【】[\]〔〕《》,，;；]+/)) {
    const named = villageBegins(part)
    if (named !== null) return named
  }
  return null
}

const YEAR = /(\d{4}|[〇零一二三四五六七八九]{4})年度?(\d{1,2}月)?/

function villageBegins(text: string): string | null {
  const line = text.replace(/[:：]+$/, '').replace(/^.*[:：]/, '')
  const own = withoutTownship(line.replace(YEAR, '')).replace(/^(卫生院|中共)/, '')
  const named = /^([\u4e00-\u9fff]{1,8}?(?:村(?!民小?组)|社区|居委会))/.exec(own)?.[1]
  return !named || NO_NAME.test(named) ? null : named
}

/** What stands before 村 or 社区 and is no name: 各村, 农村, and the words that tell how to fill a register in, 请各村于…. */
const NO_NAME =
  /^(行政|自然|本|全|由|以|按|所属|所在|镇|乡)村$|^(请|每|凡在|本表|此表)|[各每该农乡]村$|^(本|全|各)社区$|[进入各]社区$/

/** What a sheet is called that is not called after its village. */
const NO_VILLAGE =
  /名册|名单|居民|村民|人口|人员|家庭|成员|农户|汇总|统计|合计|总|登记|信息|资料|档案|签约|随访|体检|健康|老[年人]|儿童|孕|妇|慢病|血压|糖尿|残疾|精神|结核|贫困|低保|五保|特困|脱贫|重点|人群|明细|台账|数据|模板|说明|导[入出]|表|册|簿|其[他它]|全部|新增|外出|常住|正常|[男女户页组队]$/

/** The village that a sheet is called after by its bare name: 石桥. Asked where nothing else names a village. */
export function villageOfSheetName(name: string): string | null {
  const text = spacelessTextOf(name).replace(/\(.*$/, '')
  return /^[\u4e00-\u9fff]{2,4}$/.test(text) && !NO_VILLAGE.test(text) ? text : null
}

/** Village and group of a cell that names a village by its bare name: 石桥一组. */
export const villageInGroup = readOnce((cell): { village: string; group: string | null } | null => {
  const parts =
    /^([\u4e00-\u9fff]{2,6}?)第?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:村民|居民)?(?:小组|组|社|队)$/.exec(
      spacelessTextOf(cell),
    )
  return parts ? { village: parts[1]!, group: readGroup(`${parts[2]}组`) } : null
})

/** The village group that a title line or the name of a sheet speaks of: 石桥村1组居民花名册, 组别：三组, 2组. */
export function groupOfTitle(text: string): string | null {
  const line = spacelessTextOf(text).replace(/^.*:/, '')
  const named =
    /^(?:.{0,20}(?:村|社区))?第?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:村民|居民)?(?:小组|组|队)(?![长员])/.exec(
      line,
    )
  return named ? readGroup(`${named[1]}组`) : null
}

function numberOfChinese(text: string): number | null {
  const match = /^([二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text)
  if (text === '' || !match) return null
  const [, first, ten, last] = match
  if (!ten) return first && last ? null : CHINESE_NUMBERS.indexOf((first ?? last)!)
  return (first ? CHINESE_NUMBERS.indexOf(first) : 1) * 10 + (last ? CHINESE_NUMBERS.indexOf(last) : 0)
}
