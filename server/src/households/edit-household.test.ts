import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { residentsOn } from '../residents/residents.fixture.ts'
import { units } from '../testing/county.ts'

async function aHousehold() {
  const arranged = await residentsOn('2026-11-21')
  const { householdId: id } = await arranged.put({ name: '王一' })
  const address = `/households/${id}`
  await arranged.officer.patch(address, { address: '一组1号', groupNumber: 1 })
  const { version } = (await arranged.officer.get(address)).body
  return { ...arranged, id, address, version }
}

describe('PATCH /households/{id} 修改住址', () => {
  test('of a version that somebody else has changed since is refused, and nothing of it is written', async () => {
    const { officer, address, version } = await aHousehold()
    const first = await officer.patch(address, { version, address: '一组2号' })
    expect(first).toMatchObject({ status: 200, body: { version: version + 1 } })
    const late = await officer.patch(address, { version, groupNumber: 3 })
    expect(late).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } })
    expect((await officer.get(address)).body).toMatchObject({
      address: '一组2号',
      groupNumber: 1,
      version: version + 1,
    })
  })

  test('sent twice it is one change, also when somebody changed it further in between', async () => {
    const { county, officer, id, address, version } = await aHousehold()
    const edit = { editId: newId(), version, address: '一组2号' }
    const first = await officer.patch(address, edit)
    expect(await officer.patch(address, edit)).toEqual(expect.objectContaining({ body: first.body }))
    await officer.patch(address, { version: version + 1, address: '一组3号' })
    expect(await officer.patch(address, edit)).toMatchObject({ status: 200, body: { version: version + 1 } })
    expect((await officer.get(address)).body.address).toBe('一组3号')
    const { rows } = await county.sql.query(
      'select version, values, changed_by from household_versions where household_id = $1 and version >= $2 order by version',
      [id, version],
    )
    expect(rows).toEqual([
      { version, values: { address: '一组1号', groupNumber: 1 }, changed_by: officer.accountId },
      { version: version + 1, values: { address: '一组2号', groupNumber: 1 }, changed_by: officer.accountId },
    ])
  })

  test('who wants what stands there already has it, from whatever version; a doctor given to the household is no conflict', async () => {
    const { county, officer, address, version } = await aHousehold()
    const doctor = await county.as('village-doctor', units.donglingVillage)
    await officer.patch(address, { responsibleStaffId: doctor.staffId })
    expect((await officer.get(address)).body.version).toBe(version)
    await officer.patch(address, { version, address: '一组2号' })
    expect(await officer.patch(address, { version, address: '一组2号' })).toMatchObject({
      status: 200,
      body: { version: version + 1 },
    })
  })

  test('whoever changes an address makes a version: phones are told of the door with it', async () => {
    const { county, officer, id, address, version } = await aHousehold()
    await county.sql.query("update households set address = '二组9号' where id = $1", [id])
    expect((await officer.patch(address, { version, address: '一组2号' })).status).toBe(409)
    const doctor = await county.as('village-doctor', units.donglingVillage)
    const { body } = await doctor.post('/sync/doors', { doorIds: [id] })
    expect(body.doors[0].household).toMatchObject({ address: '二组9号', version: version + 1 })
  })
})
