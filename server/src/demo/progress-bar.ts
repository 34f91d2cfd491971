import type { OnProgress } from './seed-demo.ts'

const WIDTH = 30

/** A bar that is redrawn on a terminal; a line a step where the output is kept in a file. */
export function progressBar(out: NodeJS.WriteStream): OnProgress {
  let last = ''
  return (share, what) => {
    const done = Math.round(share * WIDTH)
    const bar = `${'█'.repeat(done)}${'░'.repeat(WIDTH - done)} ${String(Math.round(share * 100)).padStart(3)}%  ${what}`
    if (out.isTTY) {
      out.write(`\r\x1b[2K${bar}${share >= 1 ? '\n' : ''}`)
    } else if (what !== last && !/\d+ \/ \d+/.test(what)) {
      out.write(`${bar}\n`)
    }
    last = what
  }
}
