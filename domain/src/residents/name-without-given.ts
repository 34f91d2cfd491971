/** 王某: a name for whoever may not read the resident's, with its first character whole where two units of UTF-16 make one. */
export function nameWithoutGiven(name: string): string {
  return `${[...name].slice(0, 1).join('')}某`
}
