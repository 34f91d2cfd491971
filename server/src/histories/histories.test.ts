import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signingOn, teamOf } from '../agreements/agreements.fixture.ts'
import { sealTrail } from '../audit/seal.ts'
import { verifyTrail } from '../audit/verify.ts'
import { rebuildDuties } from '../duties/rebuild-duties.ts'
import { rollDay } from '../indicators/roll-day.ts'
import { units } from '../testing/county.ts'
import { History } from './history.fixture.ts'
import { live, step } from './steps.fixture.ts'

/** So many in every run of the tests; `HISTORIES=200 SEED=7 vitest run server/src/histories` tries others. */
const numRuns = Number(process.env.HISTORIES ?? 3)
const seed = Number(process.env.SEED ?? 20261121)

test(
  `whatever happens in a county, what is kept is what its facts say (SEED=${seed})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 40 }), async (steps) => {
        const ends: (() => Promise<void>)[] = []
        const signing = await signingOn('2026-11-21', {}, (end) => ends.push(end))
        try {
          const doctor = signing.nurse
          const bureau = await signing.county.as('county-officer', units.county)
          const villageDoctor = await signing.county.as('village-doctor', units.donglingVillage)
          const finance = await signing.county.as('finance-officer', units.county)
          const otherTeam = await teamOf(signing.county, signing.township, {
            name: '东岭二队',
            villageCodes: [units.donglingVillage],
          })
          const history = new History(signing, { doctor, villageDoctor, bureau, finance, otherTeam })
          await rollDay(signing.county.services.database, 320399, history.today)
          await signing.county.sql.query(
            'insert into household_memberships (resident_id, household_id, since) select id, household_id, registered_on from residents',
          )
          await rebuildDuties(signing.county.services.database, 320399, history.today, { fromNothing: true })
          expect((await history.phonePulls()).size).toBeGreaterThan(0)
          for (const each of steps) {
            await live(history, each)
            await history.holds()
          }
          await history.rebuilds()
          await history.figures()
          await history.staysFrozen()
          await history.phoneFollows()
          const { database, crypto } = signing.county.services
          expect(await sealTrail(signing.county.services, 320399)).toBeGreaterThan(0)
          expect((await verifyTrail(database, crypto, 320399)).tamperings).toEqual([])
        } finally {
          for (const end of ends) await end()
        }
      }),
      // A history lasts seconds: what failed is printed with its path, and not made shorter.
      { numRuns, seed, endOnFailure: true },
    )
  },
  numRuns * 30_000 + 90_000,
)
