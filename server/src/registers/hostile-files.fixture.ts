import { crc32, deflateRawSync } from 'node:zlib'

type Part = {
  name: string
  content: Buffer
  /** What the archive claims that the part unpacks to; the truth when nothing is said. */
  claimedBytes?: number
}

/** An archive written by hand, so that it can claim what is not so. */
export function archiveOf(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, claimedBytes } of parts) {
    const { packed, check } = packedOnce(content)
    const known = Buffer.alloc(24)
    known.writeUInt16LE(20, 0)
    known.writeUInt16LE(8, 4)
    known.writeUInt32LE(check, 10)
    known.writeUInt32LE(packed.length, 14)
    known.writeUInt32LE(claimedBytes ?? content.length, 18)
    known.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      known,
      Buffer.alloc(2),
      Buffer.from(name),
      packed,
    ])
    const place = Buffer.alloc(16)
    place.writeUInt32LE(at, 12)
    const madeBy = Buffer.from([20, 0])
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        madeBy,
        known,
        Buffer.alloc(2),
        place.subarray(2),
        Buffer.from(name),
      ]),
    )
    bodies.push(local)
    at += local.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

const packs = new WeakMap<Buffer, { packed: Buffer; check: number }>()

/** Some hundred megabytes take seconds to pack: what several archives hold is packed once. */
function packedOnce(content: Buffer) {
  const known = packs.get(content) ?? { packed: deflateRawSync(content, { level: 1 }), check: crc32(content) }
  packs.set(content, known)
  return known
}

const text = (name: string, content: string): Part => ({ name, content: Buffer.from(content) })

/** A workbook of one sheet with this XML. */
export function workbookWith(sheet: Part | string, ...more: Part[]): Buffer {
  return archiveOf([
    text('[Content_Types].xml', '<Types/>'),
    text(
      'xl/workbook.xml',
      '<workbook><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    text(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    typeof sheet === 'string'
      ? text('xl/worksheets/sheet1.xml', sheet)
      : { ...sheet, name: 'xl/worksheets/sheet1.xml' },
    ...more,
  ])
}

/** A workbook whose cells share these texts. */
export function workbookOfStrings(items: string): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`
  return archiveOf([
    text(
      'xl/workbook.xml',
      '<workbook><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    text(
      'xl/_rels/workbook.xml.rels',
      `<Relationships>${relation('rId1', 'worksheet', 'sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    ),
    text('xl/sheet1.xml', rows('')),
    text('xl/sharedStrings.xml', `<sst>${items}</sst>`),
  ])
}

/** A Word file with this text. */
export function wordOf(part: Part): Buffer {
  return archiveOf([text('[Content_Types].xml', '<Types/>'), { ...part, name: 'word/document.xml' }])
}

const rows = (inner: string) => `<worksheet><sheetData>${inner}</sheetData></worksheet>`
/** A part that says it is small, and unpacks to so many megabytes of one letter. */
export function bombOf(begun: string, letter: string, megabytes: number): Part {
  return {
    name: '',
    content: Buffer.concat([Buffer.from(begun), Buffer.alloc(megabytes * 1_000_000, letter)]),
    claimedBytes: 100,
  }
}

/** Files that are no register, each with what a clerk is told. */
export const hostileWorkbooks: Record<string, { file: Buffer; told: RegExp }> = {
  'no content': { file: Buffer.alloc(0), told: /没有读到|不是 Excel/ },
  'a text that is called a workbook': { file: Buffer.from('hello, world'), told: /不是 Excel 文件/ },
  'a workbook of old without anything in it': {
    file: Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]),
    told: /已损坏|打开密码/,
  },
  'a cut-off archive': { file: workbookWith(rows('')).subarray(0, 200), told: /已损坏/ },
  'an archive without a workbook': { file: archiveOf([text('a.txt', 'x')]), told: /已损坏|工作簿/ },
  'a quotation mark that is never closed': {
    file: workbookWith(rows('<row r="1"><c r="A1 t=s><v>1</v></c></row>')),
    told: /损坏|没有/,
  },
  'a cell that is never closed': {
    file: workbookWith(rows('<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</row>')),
    told: /损坏|没有/,
  },
  'a style that is never closed': {
    file: workbookWith(rows("<row r='1'><c s=1><v>1</v></c></row>")),
    told: /损坏|没有/,
  },
  'a row beyond all rows': {
    file: workbookWith(rows('<row r="99999999999999999999"><c r="A1"><v>1</v></c></row>')),
    told: /损坏|没有/,
  },
  'characters that are none': {
    file: workbookWith(rows('<row r="1"><c r="A1" t="str"><v>&#99999999999;&#0;</v></c></row>')),
    told: /没有/,
  },
  'entities that grow when they are resolved': {
    file: workbookWith(
      `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>${rows(`<row r="1"><c r="A1" t="str"><v>${'&b;'.repeat(1000)}</v></c></row>`)}`,
    ),
    told: /没有/,
  },
  'cells merged over all columns there could be': {
    file: workbookWith(
      `<worksheet><sheetData>${'<row><c r="A1"><v>1</v></c></row>'.repeat(20_000)}</sheetData><mergeCells><mergeCell ref="A1:ZZZZZZ1048576"/><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`,
    ),
    told: /没有|损坏/,
  },
  'a cell in a column that no sheet has': {
    file: workbookWith(rows('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>')),
    told: /没有/,
  },
}
