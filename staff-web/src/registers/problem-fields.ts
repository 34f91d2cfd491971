/** The columns of the preview. */
export type PreviewField =
  | 'relation'
  | 'name'
  | 'sex'
  | 'birthDate'
  | 'idNumber'
  | 'phone'
  | 'living'
  | 'populations'
  | 'place'

const byPrefix: readonly (readonly [string, PreviewField])[] = [
  ['name-', 'name'],
  ['id-', 'idNumber'],
  ['duplicate-', 'idNumber'],
  ['known-under', 'name'],
  ['known-gone', 'name'],
  ['known-', 'idNumber'],
  ['perhaps-', 'name'],
  ['sex-', 'sex'],
  ['birth-', 'birthDate'],
  ['age-', 'birthDate'],
  ['relation-', 'relation'],
  ['head-', 'relation'],
  ['two-heads', 'relation'],
  ['no-heads', 'relation'],
  ['heads-', 'relation'],
  ['phone-', 'phone'],
  ['residen', 'living'],
  ['population-', 'populations'],
]

/** The column of the preview at which a problem is shown. */
export function fieldOfProblem(code: string): PreviewField {
  return byPrefix.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'place'
}
