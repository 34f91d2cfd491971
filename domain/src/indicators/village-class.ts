/** 村的类别: a county's own division of its villages (山区、平原), by which targets and money may differ. */
export type VillageClass = {
  name: string
  /** 12-digit codes, as text. */
  villages: readonly string[]
}

/** The classes of a village, by name. */
export function classesOf(villageCode: number, classes: readonly VillageClass[]): string[] {
  const code = String(villageCode)
  return classes.filter(({ villages }) => villages.includes(code)).map(({ name }) => name)
}
