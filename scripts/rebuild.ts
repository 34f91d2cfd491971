/** npm run rebuild: computes anew, for every county, what is owed to residents and their standing in the figures. */
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { readConfig } from '../server/src/config.ts'
import { openDatabase, openPool } from '../server/src/database/database.ts'
import { startEmbeddedDatabase } from '../server/src/database/embedded.ts'
import { rebuildDuties } from '../server/src/duties/rebuild-duties.ts'

const SHOW_EVERY_MS = 1000

const config = readConfig(process.env)
const embedded = config.databaseUrl === null ? await startEmbeddedDatabase(config.dataDir) : null
const database = openDatabase(openPool(config.databaseUrl ?? embedded!.url, 3))
try {
  const today = dayInShanghai(new Date())
  const counties = await database.selectFrom('counties').select(['code', 'name']).orderBy('code').execute()
  for (const { code, name } of counties) {
    const began = performance.now()
    let shown = 0
    const done = await rebuildDuties(database, code, today, {
      onProgress: ({ done, villages, villagesDone }) => {
        if (performance.now() - shown < SHOW_EVERY_MS) return
        shown = performance.now()
        process.stdout.write(`\r${name}: ${done} residents, ${villagesDone} of ${villages} villages`)
      },
    })
    const seconds = (performance.now() - began) / 1000
    console.log(
      `\r${name}: ${done} residents in ${seconds.toFixed(1)} s, ${Math.round(done / seconds)} a second`,
    )
  }
} finally {
  await database.destroy()
  if (embedded && !embedded.wasRunning) await embedded.stop()
}
