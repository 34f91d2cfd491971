/** A list with another item in one place. `Array.with` is not in every browser (Chrome 110). */
export function withItem<Item>(items: readonly Item[], at: number, item: Item): Item[] {
  return items.map((one, index) => (index === at ? item : one))
}
