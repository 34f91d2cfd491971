import { nationalDefault2022, type Policy } from '@qianyue/domain/policy/policy.ts'
import fc from 'fast-check'

const kinds = Object.keys(nationalDefault2022) as (keyof Policy)[]

type Path = (string | number)[]

/** Where something stands that can be otherwise: numbers, yes and no, null, and what lists hold. */
function places(of: unknown, path: Path = []): Path[] {
  if (Array.isArray(of)) return [path, ...of.flatMap((one, index) => places(one, [...path, index]))]
  if (of !== null && typeof of === 'object')
    return Object.entries(of).flatMap(([key, one]) => places(one, [...path, key]))
  return typeof of === 'string' ? [] : [path]
}

function otherwise(was: unknown, { pick, number }: { pick: number; number: number }): unknown {
  if (Array.isArray(was)) {
    if (pick % 4 === 0) return []
    if (pick % 4 === 1) return [...was].reverse()
    return was.filter((_, index) => index % was.length !== pick % (was.length || 1))
  }
  if (typeof was === 'boolean') return !was
  if (was === null) return number
  return [0, 1, number, Number(was) * 2, Number(was) + 1, Number(was) - 1][pick % 6]
}

function changed(body: unknown, path: Path, change: { pick: number; number: number }): unknown {
  const [first, ...rest] = path
  if (first === undefined) return otherwise(body, change)
  if (Array.isArray(body))
    return body.map((one, index) => (index === first ? changed(one, rest, change) : one))
  const one = body as Record<string, unknown>
  return { ...one, [first]: changed(one[first], rest, change) }
}

const change = fc.record({ at: fc.nat(), pick: fc.nat(23), number: fc.nat(40) })

/** The national rules of one kind, otherwise in one to three places: what a county's notice might say, sensible or not. */
export const anyPolicy = fc
  .record({ kind: fc.constantFrom(...kinds), changes: fc.array(change, { minLength: 1, maxLength: 3 }) })
  .map(({ kind, changes }) => {
    let body: unknown = nationalDefault2022[kind]
    for (const { at, ...one } of changes) {
      const where = places(body)
      body = changed(body, where[at % where.length]!, one)
    }
    return { kind, body }
  })
