import { statfs } from 'node:fs/promises'

/** Below it the database's log alone, which may take 2 GB, can fill the disk; then nothing can be kept any more. */
const LOW_BYTES = 2 * 2 ** 30

/** How much room the disk of the data folder has; one that cannot say is taken for `ok`. */
export async function diskOf(dataDir: string): Promise<'ok' | 'low'> {
  const found = await statfs(dataDir).catch(() => null)
  return found === null ? 'ok' : roomOf(found)
}

/** @param found blocks that are left for users, and the bytes of each. */
export function roomOf({ bavail, bsize }: { bavail: number; bsize: number }): 'ok' | 'low' {
  return bavail * bsize < LOW_BYTES ? 'low' : 'ok'
}
