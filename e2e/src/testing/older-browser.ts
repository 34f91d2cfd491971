/**
 * Takes away what browsers got after Chrome 100, before the app is loaded: whatever it needs of it breaks. What the app
 * itself brings along as a fallback stays.
 */
export function onlyWhatChrome100Has(): void {
  const later: [object, string[]][] = [
    [Array.prototype, ['toSorted', 'toReversed', 'toSpliced', 'with']],
    [Uint8Array.prototype, ['toBase64', 'toHex']],
    [Object.getPrototypeOf(Uint8Array.prototype), ['toSorted', 'toReversed', 'with']],
    [Object, ['groupBy']],
    [Map, ['groupBy']],
    [Array, ['fromAsync']],
    [Promise, ['withResolvers', 'try']],
    [RegExp, ['escape']],
    [String.prototype, ['isWellFormed', 'toWellFormed']],
    [
      Set.prototype,
      ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf'],
    ],
    [AbortSignal, ['any', 'timeout']],
    [URL, ['canParse', 'parse']],
    [Uint8Array, ['fromBase64', 'fromHex']],
    [globalThis, ['Iterator', 'CloseWatcher', 'navigation']],
    [Document.prototype, ['startViewTransition']],
  ]
  for (const [from, names] of later) {
    for (const name of names) Reflect.deleteProperty(from, name)
  }
  const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))
  const helpers = [
    'map',
    'filter',
    'take',
    'drop',
    'flatMap',
    'reduce',
    'toArray',
    'forEach',
    'some',
    'every',
    'find',
  ]
  for (const name of helpers) Reflect.deleteProperty(iterator, name)
}
