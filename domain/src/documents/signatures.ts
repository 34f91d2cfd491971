import type { FilledTable } from './filled-document.ts'

type Side = { title: string; signer: string; date: string }

/** 签字栏: both sides beside each other, with room for a seal and a hand. */
export function signatureTable(sides: readonly [Side, Side]): FilledTable {
  return {
    type: 'table',
    columns: [{ share: 50 }, { share: 50 }],
    header: null,
    rows: [
      {
        cells: sides.map(({ title, signer, date }) => ({ text: [title, signer, date].join('\n\n') })),
        minHeightMm: 34,
      },
    ],
  }
}
