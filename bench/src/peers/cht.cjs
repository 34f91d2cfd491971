// CHT's rules engine over 1,000 residents of the workload, rules only, in memory: one JSON line with the milliseconds of
// each round and the tasks it found. Run by the W1a job; needs the packages of bench/package.json.
const path = require('node:path')
const { EPOCH_MS } = { EPOCH_MS: Date.UTC(2020, 0, 1) }
const count = Number(process.argv[2] ?? 1000)
const rounds = Number(process.argv[3] ?? 9)
const log = console.log.bind(console)
console.debug = () => {}
console.info = () => {}

async function main() {
  const { generate, isoDay, HISTORY_START, YEAR_START, TODAY, TAG } = await import('../workload.ts')
  const core = require('cht-conf-test-harness/dist/cht-core-4-11/cht-core-bundle.dev')
  const conf = path.dirname(require.resolve('cht-conf/package.json'))
  const compile = require(path.join(conf, 'src/lib/compilation/compile-tasks-and-targets.js'))
  const confLog = require(path.join(conf, 'src/lib/log.js'))
  confLog.level = confLog.LEVEL_ERROR
  const { rules } = await compile(path.join(__dirname, 'cht-project'), { minifyScripts: true })

  const ms = (day) => EPOCH_MS + day * 86_400_000
  const forms = {
    1: 'htn_followup',
    2: 'dm_followup',
    3: 'elder_exam',
    4: 'child_visit',
    5: 'anc',
    7: 'smi_followup',
    8: 'tb_followup',
    10: 'service',
    12: 'record_update',
  }
  const contacts = []
  const reports = []
  generate(
    count,
    11,
    (resident, person) => {
      contacts.push({
        _id: `person-${resident}`,
        type: 'person',
        name: person.name,
        parent: { _id: 'village-1' },
        reported_date: ms(HISTORY_START),
        date_of_birth: isoDay(person.birth),
        sex: person.female ? 'female' : 'male',
        phone: String(person.phone),
        tags: Object.keys(TAG).filter((tag) => person.tags & TAG[tag]),
        signed_on: person.signedDay ? isoDay(person.signedDay || YEAR_START + 1) : undefined,
      })
    },
    (resident, type, day, systolic, diastolic, glucose) => {
      reports.push({
        _id: `report-${reports.length}`,
        type: 'data_record',
        form: forms[type],
        content_type: 'xml',
        reported_date: ms(day),
        contact: { _id: 'doctor-1' },
        fields: {
          patient_id: `person-${resident}`,
          patient_uuid: `person-${resident}`,
          sbp: systolic || undefined,
          dbp: diastolic || undefined,
          fbg: glucose ? glucose / 10 : undefined,
        },
      })
    },
  )
  // "Now" is pinned, so that the answer does not depend on the day of the run.
  const now = ms(TODAY - 25)
  const RealDate = Date
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length > 0) super(...given)
      else super(now)
    }
    static now() {
      return now
    }
  }
  const user = { _id: 'doctor-1', type: 'person', name: 'doctor', parent: { _id: 'village-1' } }
  core.RulesEmitter.initialize({
    rules,
    rulesAreDeclarative: true,
    taskSchedules: [],
    enableTasks: true,
    enableTargets: true,
    contact: user,
    user: { _id: 'org.couchdb.user:doctor' },
    monthStartDate: 1,
    targets: require('./cht-project/targets.js').map(({ id, type, goal, translation_key }) => ({
      id,
      type,
      goal,
      translation_key,
    })),
    chtScriptApi: { v1: {} },
  })
  const run = () => core.RulesEmitter.getEmissionsFor(contacts, reports, [])
  let found
  for (let round = 0; round < 3; round++) found = await run()
  const times = []
  for (let round = 0; round < rounds; round++) {
    const begun = process.hrtime.bigint()
    found = await run()
    times.push(Number(process.hrtime.bigint() - begun) / 1e6)
  }
  log(
    JSON.stringify({
      times,
      tasks: found.tasks.length,
      resolved: found.tasks.filter((task) => task.resolved).length,
    }),
  )
  process.exit(0)
}
main().catch((error) => {
  console.error(error)
  process.exit(1)
})
