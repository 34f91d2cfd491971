/**
 * npm run rebuild: computes anew, for every county, what is owed to residents, their standing in the figures and the checks
 * of their health records; the program may go on running.
 */
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { readConfig } from '../server/src/config.ts'
import { openDatabase, openPool } from '../server/src/database/database.ts'
import { startEmbeddedDatabase } from '../server/src/database/embedded.ts'
import { progressBar } from '../server/src/demo/progress-bar.ts'
import { rebuildDuties } from '../server/src/duties/rebuild-duties.ts'
import { recheckHealthRecords } from '../server/src/health-records/recheck-health-records.ts'

const config = readConfig(process.env)
const embedded = config.databaseUrl === null ? await startEmbeddedDatabase(config.dataDir) : null
const database = openDatabase(openPool(config.databaseUrl ?? embedded!.url, 4))
const bar = progressBar(process.stdout)
try {
  const today = dayInShanghai(new Date())
  const counties = await database.selectFrom('counties').select(['code', 'name']).orderBy('code').execute()
  for (const { code, name } of counties) {
    const began = performance.now()
    const done = await rebuildDuties(database, code, today, {
      countAnew: true,
      onProgress: ({ villages, villagesDone }) =>
        bar(villagesDone / Math.max(1, villages), `${name}：${villagesDone} / ${villages} 村`),
    })
    const seconds = (performance.now() - began) / 1000
    console.log(`${name}：${done} 人，用时 ${seconds.toFixed(1)} 秒，每秒 ${Math.round(done / seconds)} 人`)
    await recheckHealthRecords(database, code, today)
  }
} finally {
  await database.destroy()
  if (embedded && !embedded.wasRunning) await embedded.stop()
}
