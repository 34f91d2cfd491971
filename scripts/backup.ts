/** npm run backup -- [folder] [--with-key]: copies everything that is kept; the program may go on running. */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeBackup } from '../server/src/backup/make-backup.ts'
import { withProgramDatabase } from '../server/src/backup/reach-database.ts'
import { readConfig } from '../server/src/config.ts'
import { readFieldKey } from '../server/src/secrets/field-crypto.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'with-key': { type: 'boolean', default: false } },
})
const config = readConfig(process.env)
const now = new Date()
const stamp = now.toISOString().slice(0, 19).replaceAll(':', '')
const folder = resolve(positionals[0] ?? join('backups', `qianyue-${stamp}`))

const made = await withProgramDatabase(config, async (client) => {
  const fieldKey = await readFieldKey(config.dataDir, config.fieldKey)
  return await makeBackup(client, { folder, fieldKey, withKey: values['with-key'], now })
})
const tables = made.schemas.flatMap((schema) => schema.tables)
const rows = tables.reduce((sum, table) => sum + table.rows, 0)
console.log(`backed up ${rows} rows of ${tables.length} tables to ${folder}`)
if (!values['with-key']) {
  console.log(
    `The field key is not in it. Keep a copy elsewhere: ${config.fieldKey ? 'FIELD_KEY' : join(config.dataDir, 'keys', 'field.key')}`,
  )
}
