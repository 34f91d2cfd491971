import { HEAD, type Relation } from '../households/relation.ts'
import { type Cell, isNoWord, readOnce, spacelessTextOf } from './cell.ts'
import { readRelation } from './person-cells.ts'

/** A relation to somebody who is named, who need not be the head: 张福来之妻, 张小军儿子. */
export type RelationToNamed = { name: string; relation: Relation }

const TO_NAMED =
  /^([\u4e00-\u9fff·]{2,}?)(?:[之的](妻|夫|子|女|父|母|孙)|[之的]?(妻子?|丈夫|配偶|爱人|老伴|[长次]?(?:儿子|女儿)|[长次][子女]|儿媳妇?|媳妇|女婿|父亲|母亲|孙[子女]))$/

/** The relation to somebody named that a cell tells; null where it tells none, as 女婿 and 孙女 do. */
export const relationToNamed = readOnce((cell): RelationToNamed | null => {
  const text = spacelessTextOf(cell)
  if (text.length < 3 || isNoWord(text)) return null
  const [, name, behindOf, behind] = TO_NAMED.exec(text.replace(/^与?户主/, '')) ?? []
  const relation = readRelation(behindOf ?? behind)
  return name && relation ? { name, relation } : null
})

const isSpouse = (relation: Relation) => relation[0] === '1'
const isSon = (relation: Relation) => relation[0] === '2' && relation !== '28'
const isDaughter = (relation: Relation) => relation[0] === '3' && relation !== '38'

/**
 * What somebody is to the head who is this to another member of the household: the wife of a son is 儿媳, the son of a
 * daughter 外孙子. Null where no word of the standard says it.
 */
export function relationThrough(other: Relation, own: Relation): Relation | null {
  if (other === HEAD) return own
  const isWife = isSpouse(own) || own === '38'
  const isHusband = isSpouse(own) || own === '28'
  if (isSon(other)) return isWife ? '38' : isSon(own) ? '41' : isDaughter(own) ? '42' : null
  if (isDaughter(other)) return isHusband ? '28' : isSon(own) ? '43' : isDaughter(own) ? '44' : null
  if (isSpouse(other)) return isSon(own) || isDaughter(own) ? own : null
  if (other === '38') return isSon(own) ? '41' : isDaughter(own) ? '42' : isSpouse(own) ? '20' : null
  if (other === '28') return isSon(own) ? '43' : isDaughter(own) ? '44' : isSpouse(own) ? '30' : null
  if (other === '41') return isWife ? '45' : isSon(own) ? '47' : isDaughter(own) ? '48' : null
  return null
}

/** The same of a word for both: 长子之妻, 次女之夫, 长子之子. */
export function relationOfRelative(cell: Cell | undefined): Relation | null {
  const named = relationToNamed(cell)
  const other = named && readRelation(named.name)
  return other && other !== HEAD && other !== '80' ? relationThrough(other, named.relation) : null
}
