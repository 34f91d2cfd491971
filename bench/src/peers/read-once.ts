import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Reading } from '../register-file.ts'

/** Reads a register once, in a process of its own, so that its time and its peak memory are the reader's. */
export function readOnce(
  reader: string,
  file: string,
): { seconds: number; peakMegabytes: number; reading: Reading } {
  const script = join(import.meta.dirname, 'read-xlsx.ts')
  return JSON.parse(execFileSync(process.execPath, [script, reader, file], { encoding: 'utf8' }))
}
