/** npm run restore -- folder [--replace]: puts a backup into an empty database; the program must not be running. */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { withProgramDatabase } from '../server/src/backup/reach-database.ts'
import { CannotRestore, keyInBackup, restoreBackup } from '../server/src/backup/restore-backup.ts'
import { readConfig } from '../server/src/config.ts'
import { readFieldKey } from '../server/src/secrets/field-crypto.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { replace: { type: 'boolean', default: false } },
})
const config = readConfig(process.env)

try {
  if (positionals[0] === undefined)
    throw new CannotRestore('Which backup? npm run restore -- folder [--replace]')
  const folder = resolve(positionals[0])
  const restored = await withProgramDatabase(config, async (client, isRunning) => {
    if (isRunning)
      throw new CannotRestore('The program is running on this data folder. Stop it, then restore.')
    await takeOverKey(folder)
    const fieldKey = await readFieldKey(config.dataDir, config.fieldKey)
    return await restoreBackup(client, folder, { fieldKey, replace: values.replace })
  })
  const rows = restored.schemas.flatMap(({ tables }) => tables).reduce((sum, table) => sum + table.rows, 0)
  console.log(`restored ${rows} rows, as they were at ${restored.madeAt}`)
} catch (error) {
  console.error(error instanceof CannotRestore ? error.message : error)
  process.exit(1)
}

/** A backup made with its key brings it along into a data folder that has none. */
async function takeOverKey(folder: string) {
  const file = join(config.dataDir, 'keys', 'field.key')
  const key = await keyInBackup(folder)
  if (key === null || config.fieldKey !== null || existsSync(file)) return
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
}
