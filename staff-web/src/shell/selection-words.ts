/** What the boxes of a table are called when they are read out: the library's own words are English. */
export function selectionWords<Row>(nameOf: (row: Row) => string) {
  return {
    getCheckboxProps: (row: Row) => ({ 'aria-label': `选择 ${nameOf(row)}` }),
    getTitleCheckboxProps: () => ({ 'aria-label': '全选' }),
  }
}
