/** Verifies the audit trail of every county: prints what was changed, deleted or put in, and ends with 1 if anything was. */

import { tamperingWords, verifyTrail } from '../server/src/audit/verify.ts'
import { ConfigError, readConfig } from '../server/src/config.ts'
import { openDatabase, openPool } from '../server/src/database/database.ts'
import { startEmbeddedDatabase } from '../server/src/database/embedded.ts'
import { countyCodes } from '../server/src/database/in-county.ts'
import { fieldCrypto, readFieldKey } from '../server/src/secrets/field-crypto.ts'

try {
  const config = readConfig(process.env)
  const embedded = config.databaseUrl === null ? await startEmbeddedDatabase(config.dataDir) : null
  const database = openDatabase(openPool(config.databaseUrl ?? embedded!.url, 2))
  try {
    const crypto = fieldCrypto(await readFieldKey(config.dataDir, config.fieldKey))
    let isWhole = true
    for (const county of await countyCodes(database)) {
      const { seals, sealedEntries, waitingEntries, lastSeal, tamperings } = await verifyTrail(
        database,
        crypto,
        county,
      )
      console.log(
        `county ${county}: ${sealedEntries} entries in ${seals} seals, ${waitingEntries} not yet sealed`,
      )
      if (lastSeal) console.log(`  last seal ${lastSeal.number}: ${lastSeal.hash}`)
      for (const tampering of tamperings) console.log(`  ${tamperingWords(tampering)}`)
      if (tamperings.length > 0) isWhole = false
      console.log(
        tamperings.length === 0 ? '  the trail is whole' : `  ${tamperings.length} places were tampered with`,
      )
    }
    process.exitCode = isWhole ? 0 : 1
  } finally {
    await database.destroy()
    if (embedded && !embedded.wasRunning) await embedded.stop()
  }
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exitCode = 2
}
