import fc from 'fast-check'
import iconv from 'iconv-lite'
import PizZip from 'pizzip'

/** A person of the fixture registers, as somebody who knows them all tells it. */
export type Truth = {
  household: number
  village: string
  group: number
  address: string
  relation: string
  name: string
  sex: 'M' | 'F'
  birth: string
  id: string
  phone: string
  residency: string
  tags: string[]
}

/** How a clerk keeps the register: every choice that one makes differently from the next. */
export type Habit = {
  file: 'xlsx' | 'csv'
  encoding: 'utf8' | 'utf8-bom' | 'utf16le' | 'gb18030'
  delimiter: ',' | ';' | '\t'
  lineEnd: '\r\n' | '\n'
  titleRows: number
  header: 'one-row' | 'groups-above' | 'three-rows'
  titles: number
  extras: boolean
  household: 'every-row' | 'blank-below' | 'merged' | 'head-every-row' | 'head-once' | 'relation-only'
  village: 'column' | 'sheet-name' | 'title' | 'section-lines' | 'in-address'
  sex: 'word' | 'long-word' | 'code' | 'code-and-word'
  id: 'text' | 'lower-case' | 'full-width' | 'spaced' | 'apostrophe'
  date:
    | 'iso'
    | 'chinese'
    | 'dots'
    | 'slashes'
    | 'plain'
    | 'number'
    | 'serial'
    | 'dated-cell'
    | 'words'
    | 'mixed'
    | 'none'
  from1904: boolean
  phone: 'text' | 'number' | 'dashes' | 'spaces' | 'full-width'
  populations: 'words' | 'slashes' | 'ticks' | 'yes' | 'ones' | 'numbered'
  residency: 'word' | 'lives-here' | 'is-away'
  store: 'shared' | 'inline' | 'rich' | 'formula'
  nameBlanks: boolean
  headerAgainEvery: number
  blankRows: boolean
  totals: boolean
  hidesRows: boolean
}

export const habits: fc.Arbitrary<Habit> = fc.record({
  file: fc.constantFrom('xlsx', 'xlsx', 'csv'),
  encoding: fc.constantFrom('utf8', 'utf8-bom', 'utf16le', 'gb18030'),
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\r\n', '\n'),
  titleRows: fc.integer({ min: 0, max: 3 }),
  header: fc.constantFrom('one-row', 'groups-above', 'three-rows'),
  titles: fc.nat(9999),
  extras: fc.boolean(),
  household: fc.constantFrom(
    'every-row',
    'blank-below',
    'merged',
    'head-every-row',
    'head-once',
    'relation-only',
  ),
  village: fc.constantFrom('column', 'sheet-name', 'title', 'section-lines', 'in-address'),
  sex: fc.constantFrom('word', 'long-word', 'code', 'code-and-word'),
  id: fc.constantFrom('text', 'lower-case', 'full-width', 'spaced', 'apostrophe'),
  date: fc.constantFrom(
    'iso',
    'chinese',
    'dots',
    'slashes',
    'plain',
    'number',
    'serial',
    'dated-cell',
    'words',
    'mixed',
    'none',
  ),
  from1904: fc.boolean(),
  phone: fc.constantFrom('text', 'number', 'dashes', 'spaces', 'full-width'),
  populations: fc.constantFrom('words', 'slashes', 'ticks', 'yes', 'ones', 'numbered'),
  residency: fc.constantFrom('word', 'lives-here', 'is-away'),
  store: fc.constantFrom('shared', 'inline', 'rich', 'formula'),
  nameBlanks: fc.boolean(),
  headerAgainEvery: fc.constantFrom(0, 0, 20, 33),
  blankRows: fc.boolean(),
  totals: fc.boolean(),
  hidesRows: fc.boolean(),
})

type Written = string | number | { serial: number } | null
type Row = Written[]
type Sheet = { name: string; rows: Row[]; merges: string[]; hidden: Set<number> }
type Column = {
  titles: readonly string[]
  group: string
  cell: (one: Truth, opens: boolean, head: Truth) => Written
}

/** A register of these people as such a clerk keeps it. `mistakes` spoil single cells: by row of people and meaning. */
export function registerOf(
  people: readonly Truth[],
  habit: Habit,
  spoil: (one: Truth, column: string, cell: Written) => Written = (_one, _column, cell) => cell,
): { file: Buffer; name: string } {
  const columns = columnsOf(habit)
  const isByVillage = habit.village === 'sheet-name' || habit.village === 'title'
  const villages = [...new Set(people.map(({ village }) => village))]
  const groups = isByVillage
    ? villages.map((one) => people.filter(({ village }) => village === one))
    : [people]
  const sheets = groups.map((group) => sheetOf(group, columns, habit, spoil))
  if (habit.file === 'csv') return { file: csvOf(sheets[0]!, habit), name: `${sheets[0]!.name}.csv` }
  return { file: xlsxOf(sheets, habit), name: '名册.xlsx' }
}

/** The people of a register that its file can hold: a .csv has one sheet. */
export function peopleFor(people: readonly Truth[], habit: Habit): readonly Truth[] {
  const isByVillage = habit.village === 'sheet-name' || habit.village === 'title'
  if (!isByVillage) return people
  const villages = [...new Set(people.map(({ village }) => village))]
  const kept = habit.file === 'csv' ? villages.slice(0, 1) : villages
  return kept.flatMap((one) => people.filter(({ village }) => village === one))
}

const titles = {
  serial: ['序号', '序 号', '编号', 'No.'],
  household: ['户号', '户编号', '家庭编号', '户 号', '家庭户号'],
  head: ['户主姓名', '户主', '户主名字', '所属户主'],
  relation: ['与户主关系', '与户主的关系', '户主关系', '家庭关系', '关系'],
  name: ['姓名', '姓 名', '居民姓名', '成员姓名', '*姓名（必填）', '名字'],
  sex: ['性别', '性 别', '性别（男/女）'],
  id: ['身份证号', '身份证号码', '公民身份号码', '身份证', '居民身份证号码', '证件号码', '身份证\n号码'],
  birth: ['出生日期', '出生年月日', '出生年月', '生日', '出生时间'],
  phone: ['联系电话', '电话', '手机号码', '联系方式', '电话号码'],
  village: ['村（居）', '行政村', '村名', '所属村', '村/社区', '村委会'],
  group: ['村民小组', '组别', '小组', '所属组', '组'],
  address: ['家庭住址', '详细地址', '住址', '现住址', '居住地址'],
  populations: ['人群分类', '重点人群', '人群类别', '服务人群', '患病情况'],
  extras: ['文化程度', '签约医生', '银行卡号', '血型', '工作单位'],
} as const

const tickTitles: Record<string, readonly string[]> = {
  高血压: ['高血压', '是否高血压', '高血压患者'],
  糖尿病: ['糖尿病', '2型糖尿病', '是否糖尿病'],
  严重精神障碍: ['严重精神障碍', '重性精神病', '精神障碍患者'],
  肺结核: ['肺结核', '结核病', '肺结核患者'],
  孕产妇: ['孕产妇', '是否孕产妇'],
  残疾人: ['残疾人', '残疾', '是否残疾'],
  建档立卡贫困人口: ['建档立卡', '脱贫户', '建档立卡贫困户'],
  低保: ['低保', '低保户', '是否低保'],
}

const parts = (day: string) => day.split('-').map(Number) as [number, number, number]
const fullWidth = (text: string) =>
  text.replace(/[0-9X]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const digitsInChinese = (number: number) =>
  [...String(number)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('')
const numberInChinese = (number: number) => {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const last = ones === 0 ? '' : '〇一二三四五六七八九'[ones]!
  return tens === 0 ? last : `${tens === 1 ? '' : '〇一二三四五六七八九'[tens]}十${last}`
}
const dayNumber = (day: string) => Math.round(Date.parse(day) / 86_400_000)
const serialOf = (day: string, from1904: boolean) =>
  dayNumber(day) - dayNumber(from1904 ? '1904-01-01' : '1899-12-30')

const dates: Record<Habit['date'], (one: Truth, habit: Habit, at: number) => Written> = {
  iso: ({ birth }) => birth,
  chinese: ({ birth }) => `${parts(birth)[0]}年${parts(birth)[1]}月${parts(birth)[2]}日`,
  dots: ({ birth }) => parts(birth).join('.'),
  slashes: ({ birth }) => birth.replaceAll('-', '/'),
  plain: ({ birth }) => birth.replaceAll('-', ''),
  number: ({ birth }) => Number(birth.replaceAll('-', '')),
  serial: ({ birth }) => serialOf(birth, false),
  'dated-cell': ({ birth }, { from1904, file }) =>
    file === 'csv' ? birth : { serial: serialOf(birth, from1904) },
  words: ({ birth }) => {
    const [year, month, day] = parts(birth)
    return `${digitsInChinese(year)}年${numberInChinese(month)}月${numberInChinese(day)}日`
  },
  mixed: (one, habit, at) => dates[mixed[at % mixed.length]!](one, habit, at),
  none: () => null,
}
const mixed = ['iso', 'chinese', 'dots', 'slashes', 'plain', 'words'] as const

function columnsOf(habit: Habit): Map<string, Column> {
  const columns = new Map<string, Column>()
  const add = (name: keyof typeof titles, group: string, cell: Column['cell']) =>
    columns.set(name, { titles: titles[name], group, cell })
  let serial = 0
  const byHead = habit.household === 'head-every-row' || habit.household === 'head-once'
  if (habit.household !== 'merged') add('serial', '', () => ++serial)
  if (byHead) {
    add('head', '家庭信息', (_one, opens, head) =>
      opens || habit.household === 'head-every-row' ? head.name : null,
    )
  } else if (habit.household !== 'relation-only') {
    const isOnce = habit.household === 'blank-below' || habit.household === 'merged'
    add('household', '家庭信息', (one, opens) => (isOnce && !opens ? null : `H${one.household}`))
  }
  if (habit.village === 'column') add('village', '家庭信息', ({ village }) => village)
  if (habit.village !== 'in-address') {
    add('group', '家庭信息', ({ group }) =>
      group % 2 ? `${group}组` : `第${numberInChinese(group)}村民小组`,
    )
  } else {
    add('address', '家庭信息', ({ address, village }) =>
      address.startsWith(village) ? address : `${village}${address}`,
    )
  }
  add('relation', '成员信息', ({ relation }) => relation)
  add('name', '成员信息', ({ name }) =>
    habit.nameBlanks && name.length === 2 ? `${name[0]}　${name[1]}` : name,
  )
  add('sex', '成员信息', ({ sex }) => sexes[habit.sex][sex])
  add('id', '成员信息', ({ id }) => ids[habit.id](id))
  let at = 0
  if (habit.date !== 'none') add('birth', '成员信息', (one) => dates[habit.date](one, habit, at++))
  add('phone', '成员信息', ({ phone }) => (phone === '' ? null : phones[habit.phone](phone)))
  if (habit.extras) add('extras', '其他', () => '—')
  if (['ticks', 'yes', 'ones'].includes(habit.populations)) {
    const [yes, no] = ({ ticks: ['√', null], yes: ['是', '否'], ones: [1, 0] } as const)[
      habit.populations as 'ticks' | 'yes' | 'ones'
    ]
    for (const [tag, names] of Object.entries(tickTitles)) {
      columns.set(`is:${tag}`, {
        titles: names,
        group: '重点人群',
        cell: ({ tags }) => (tags.includes(tag) ? yes : no),
      })
    }
  } else
    add('populations', '其他', ({ tags }) =>
      tagWords[habit.populations as 'words' | 'slashes' | 'numbered'](tags),
    )
  columns.set('residency', {
    group: '其他',
    titles:
      habit.residency === 'is-away'
        ? ['是否外出', '外出务工']
        : habit.residency === 'word'
          ? ['居住状态', '居住情况']
          : ['是否常住', '是否在家'],
    cell: ({ residency }) => living[habit.residency](residency === '外出'),
  })
  return columns
}

const sexes: Record<Habit['sex'], Record<Truth['sex'], Written>> = {
  word: { M: '男', F: '女' },
  'long-word': { M: '男性', F: '女性' },
  code: { M: 1, F: 2 },
  'code-and-word': { M: '1.男', F: '2.女' },
}
const ids: Record<Habit['id'], (id: string) => string> = {
  text: (id) => id,
  'lower-case': (id) => id.toLowerCase(),
  'full-width': fullWidth,
  spaced: (id) => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)} `,
  apostrophe: (id) => `'${id}`,
}
const phones: Record<Habit['phone'], (phone: string) => Written> = {
  text: (phone) => phone,
  number: (phone) => Number(phone),
  dashes: (phone) => `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
  spaces: (phone) => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`,
  'full-width': fullWidth,
}
const tagWords = {
  words: (tags: string[]) => tags.join('、') || '一般人群',
  slashes: (tags: string[]) => tags.join('/') || '无',
  numbered: (tags: string[]) => tags.map((tag, at) => `${at + 1}.${tag}`).join(' ') || null,
}
const living: Record<Habit['residency'], (isAway: boolean) => string> = {
  word: (isAway) => (isAway ? '外出务工' : '常住'),
  'lives-here': (isAway) => (isAway ? '否' : '是'),
  'is-away': (isAway) => (isAway ? '是' : '否'),
}

function sheetOf(
  people: readonly Truth[],
  columns: Map<string, Column>,
  habit: Habit,
  spoil: (one: Truth, column: string, cell: Written) => Written,
): Sheet {
  const village = people[0]!.village
  const place =
    habit.village === 'title' || (habit.village === 'sheet-name' && habit.file === 'csv') ? village : '东岭镇'
  const needsTitle = place === village
  const own = [...columns.values()]
  const chosen = own.map(({ titles }, at) => titles[(habit.titles + at) % titles.length]!)
  const rows: Row[] = []
  const merges: string[] = []
  const hidden = new Set<number>()

  const titleRows = [
    [`${place}2026年居民健康管理花名册`],
    [`填报单位：${place}卫生室`, null, null, '填报日期：2026年11月'],
    ['说明：请逐项如实填写，身份证号设为文本格式。'],
  ].slice(0, Math.max(habit.titleRows, needsTitle ? 1 : 0))
  rows.push(...titleRows)
  if (habit.header !== 'one-row') {
    const groups = own.map(({ group }) => group)
    if (habit.header === 'three-rows') rows.push(['基本情况', ...own.slice(1).map(() => null)])
    rows.push(groups.map((group, at) => (group !== '' && group !== groups[at - 1] ? group : null)))
    const row = rows.length
    for (let at = 0; at < groups.length; at++) {
      let end = at
      while (groups[at] !== '' && groups[end + 1] === groups[at]) end++
      if (end > at) merges.push(`${letter(at)}${row}:${letter(end)}${row}`)
      at = end
    }
  }
  const header = chosen
  rows.push(header)

  const heads = new Map<number, Truth>()
  for (const one of people) if (one.relation === '户主') heads.set(one.household, one)
  let section = ''
  let sinceHeader = 0
  let firstOfHousehold = 0
  people.forEach((one, at) => {
    const opens = people[at - 1]?.household !== one.household
    if (opens && habit.household === 'merged' && at > 0) closeMerge(firstOfHousehold)
    if (opens && habit.headerAgainEvery > 0 && sinceHeader >= habit.headerAgainEvery) {
      rows.push(['本页小计', null, null, `${sinceHeader}人`])
      rows.push(header)
      sinceHeader = 0
    }
    if (opens && habit.village === 'section-lines' && one.village !== section) {
      section = one.village
      rows.push([section])
    }
    if (opens && habit.blankRows && at % 17 === 0) rows.push([])
    if (opens) firstOfHousehold = rows.length + 1
    const head = heads.get(one.household) ?? one
    rows.push([...columns].map(([name, column]) => spoil(one, name, column.cell(one, opens, head))))
    if (habit.hidesRows && at % 5 === 0) hidden.add(rows.length)
    sinceHeader++
  })
  if (habit.household === 'merged') closeMerge(firstOfHousehold)
  if (habit.totals) {
    rows.push(
      ['合计', null, null, `${people.length}人`],
      [],
      ['制表人：张三', null, null, '审核人：李四', null, '2026年11月20日'],
    )
  }
  return { name: habit.village === 'sheet-name' ? village : 'Sheet1', rows, merges, hidden }

  function closeMerge(from: number) {
    const column = letter([...columns.keys()].indexOf('household'))
    if (rows.length > from) merges.push(`${column}${from}:${column}${rows.length}`)
  }
}

function letter(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(65 + column - 26)}`
}

function csvOf({ rows }: Sheet, { encoding, delimiter, lineEnd }: Habit): Buffer {
  const textOf = (cell: Written) => {
    const text = cell === null || typeof cell === 'object' ? '' : String(cell)
    return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const width = Math.max(...rows.map((row) => row.length))
  const text = rows
    .map((row) => Array.from({ length: width }, (_, at) => textOf(row[at] ?? null)).join(delimiter))
    .join(lineEnd)
  if (encoding === 'utf8-bom') return Buffer.from(`\ufeff${text}`, 'utf8')
  if (encoding === 'utf16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  return iconv.encode(text, encoding)
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function xlsxOf(sheets: readonly Sheet[], { store, from1904 }: Habit): Buffer {
  const strings = new Map<string, number>()
  const cellOf = (cell: Written, reference: string): string => {
    if (cell === null) return `<c r="${reference}" s="0"/>`
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
    if (typeof cell === 'object') return `<c r="${reference}" s="1"><v>${cell.serial}</v></c>`
    if (store === 'inline')
      return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`
    if (store === 'formula')
      return `<c r="${reference}" t="str"><f>TRIM(Z${reference.slice(1)})</f><v>${xml(cell)}</v></c>`
    if (!strings.has(cell)) strings.set(cell, strings.size)
    return `<c r="${reference}" t="s"><v>${strings.get(cell)}</v></c>`
  }
  const zip = new PizZip()
  sheets.forEach(({ rows, merges, hidden }, index) => {
    const data = rows
      .map((row, at) => {
        const cells = row.map((cell, column) => cellOf(cell, `${letter(column)}${at + 1}`)).join('')
        return `<row r="${at + 1}"${hidden.has(at + 1) ? ' hidden="1"' : ''}>${cells}</row>`
      })
      .join('')
    const merged = merges.map((area) => `<mergeCell ref="${area}"/>`).join('')
    zip.file(
      `xl/worksheets/sheet${index + 1}.xml`,
      `<worksheet xmlns="${main}"><cols><col min="2" max="2" hidden="1"/></cols><sheetData>${data}</sheetData>${merged ? `<mergeCells>${merged}</mergeCells>` : ''}</worksheet>`,
    )
  })
  const list = sheets
    .map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')
  zip.file(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${list}</sheets></workbook>`,
  )
  const links = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships>${links.join('')}<Relationship Id="s" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  )
  const items = [...strings.keys()].map((text) =>
    store === 'rich' && text.length > 1
      ? `<si><r><t xml:space="preserve">${xml(text.slice(0, 1))}</t></r><r><rPr><b/></rPr><t xml:space="preserve">${xml(text.slice(1))}</t></r></si>`
      : `<si><t xml:space="preserve">${xml(text)}</t></si>`,
  )
  zip.file('xl/sharedStrings.xml', `<sst xmlns="${main}">${items.join('')}</sst>`)
  zip.file(
    'xl/styles.xml',
    '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
  )
  return zip.generate({ type: 'nodebuffer', compression: 'STORE' })
}
