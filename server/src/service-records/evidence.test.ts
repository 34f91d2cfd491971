import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { units } from '../testing/county.ts'
import { arranged, followUp } from '../testing/follow-ups.ts'

const place = { latitude: 32.06, longitude: 118.79, accuracyMetres: 12, takenAt: '2026-11-21T02:10:00Z' }
const times = { startedAt: '2026-11-21T02:08:00.000Z', endedAt: '2026-11-21T02:11:30.000Z' }

describe('what a phone says for a service 服务凭证', () => {
  async function keptWith(evidence: Record<string, unknown>) {
    const { county, doctor, wang } = await arranged()
    const request = followUp(wang, { mode: 'home', evidence })
    const reply = await doctor.post('/service-records', request)
    const read = async () => (await doctor.get(`/service-records/${request.id}`)).body.evidence
    return { county, doctor, wang, request, reply, read }
  }

  test('stands with the record: its own clock, the place, who confirmed it, what a device measured', async () => {
    const evidence = {
      ...times,
      clockAheadMs: -90_000,
      place,
      confirmation: { by: 'signature', attachmentId: newId(), signer: 'family' },
      readings: [{ field: 'systolicMmHg', device: 'BP7000', takenAt: '2026-11-21T02:09:00Z' }],
    }
    const { read } = await keptWith(evidence)
    expect(await read()).toEqual({
      ...times,
      clockAheadMs: -90_000,
      place: { ...place, takenAt: '2026-11-21T02:10:00.000Z' },
      confirmedBy: 'signature',
      signer: 'family',
      cardIsResidents: null,
      readings: evidence.readings,
    })
  })

  test('stands also with a record whose ids a program wrote in capitals', async () => {
    const { doctor, wang } = await arranged()
    const request = { ...followUp(wang.toUpperCase(), { evidence: times }), id: newId().toUpperCase() }
    const { body } = await doctor.post('/service-records', request)
    expect(body).toMatchObject({ id: request.id.toLowerCase(), residentId: wang })
    expect(body.fulfilled).not.toHaveLength(0)
    const kept = await doctor.get(`/service-records/${body.id}`)
    expect(kept.body.evidence).toMatchObject(times)
  })

  test('sent twice stands once, as it was sent first', async () => {
    const { county, doctor, request, reply, read } = await keptWith(times)
    const again = await doctor.post('/service-records', { ...request, evidence: { ...times, place } })
    expect(again.body).toEqual(reply.body)
    expect((await read()).place).toBeNull()
    const { rows } = await county.sql.query('select count(*)::int as kept from service_record_evidence')
    expect(rows).toEqual([{ kept: 1 }])
  })

  test('a record of the workstation has none', async () => {
    const { doctor, wang } = await arranged()
    const request = followUp(wang)
    await doctor.post('/service-records', request)
    expect((await doctor.get(`/service-records/${request.id}`)).body.evidence).toBeNull()
  })

  test('a card confirms for its holder only, and a lost one for nobody', async () => {
    const { county, doctor, wang } = await arranged()
    const card = 'QY-2345-6789-ABCD-EFGH'
    await county.sql.query('insert into service_cards (code, resident_id, issued_by) values ($1, $2, $3)', [
      card,
      wang,
      newId(),
    ])
    const confirmedBy = async (code: string) => {
      const request = followUp(wang, { evidence: { ...times, confirmation: { by: 'card', code } } })
      await doctor.post('/service-records', request)
      return (await doctor.get(`/service-records/${request.id}`)).body.evidence.cardIsResidents
    }
    expect(await confirmedBy(card.toLowerCase())).toBe(true)
    expect(await confirmedBy('QY-2345-6789-ABCD-EFGJ')).toBe(false)
    await county.sql.query('update service_cards set replaced_at = now()')
    expect(await confirmedBy(card)).toBe(false)
  })

  test('is seen by nobody who does not reach the resident', async () => {
    const { county, request } = await keptWith({ ...times, place })
    const neighbour = await county.as('village-doctor', units.xiheVillage)
    expect((await neighbour.get(`/service-records/${request.id}`)).status).toBe(404)
  })

  test('that cannot be is refused by field', async () => {
    const { reply } = await keptWith({ ...times, place: { ...place, latitude: 132 } })
    expect(reply.status).toBe(422)
    expect(Object.keys(reply.body.fields)).toEqual(['evidence.place.latitude'])
  })
})
