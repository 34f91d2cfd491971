import { chmod, mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
const ROOM_BYTES = 4 * 2 ** 30
const MEMORY_BYTES = 8 * 2 ** 30

/**
 * An empty folder that the database's user may enter too, to be removed by who asked. It is in memory where the machine
 * has plenty: a database of some hundred files for each test is made there at a fifth of what a disk's journal takes.
 */
export async function newScratchFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join((await hasMemory()) ? MEMORY : tmpdir(), prefix))
  await chmod(folder, 0o755)
  return folder
}

async function hasMemory(): Promise<boolean> {
  const room = await statfs(MEMORY).catch(() => null)
  return room !== null && room.bavail * room.bsize >= ROOM_BYTES && process.availableMemory() >= MEMORY_BYTES
}
