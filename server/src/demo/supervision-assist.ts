import { addDays, startOfYear } from '@qianyue/domain/days/local-date.ts'
import type { SupervisionArea } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import type { Context } from '../http/context.ts'
import {
  insertInformation,
  insertPatrol,
  insertPlace,
} from '../supervision-assist/supervision-assist.queries.ts'
import { demoId } from './dice.ts'
import type { DemoTownship } from './places.ts'

const HOUR = 3_600_000

/** Rounds this year, days back: the last of each township's places has not been seen since the list was made. */
const places: readonly [area: SupervisionArea, what: string, roundsBack: readonly number[]][] = [
  ['water', '集中供水站', [210, 35]],
  ['school', '中心小学', [190, 20]],
  ['school', '初级中学', [185]],
  ['illegal-practice', '便民诊所', [160, 12]],
  ['family-planning', '计划生育服务站', []],
]

const found: readonly [
  area: SupervisionArea,
  hoursBack: number,
  content: string,
  reportedAfterHours: number | null,
][] = [
  ['food-borne', 2_000, '集镇饭店聚餐后4人腹泻，已留样', 2],
  ['school', 1_300, '中心小学一班一周内6人发热', 5],
  ['illegal-practice', 700, '集市上有人摆摊镶牙，无执业许可', 30],
  ['water', 10, '供水站消毒记录三天未写', null],
]

/** 卫生监督协管 of a township hospital: its places, its rounds, and what it found out. */
export async function helpSupervise(
  { db, today, now, viewer }: Context,
  { code, areaName }: DemoTownship,
): Promise<void> {
  const since = startOfYear(today)
  const of = { unitCode: code, recordedBy: viewer.accountId }
  for (const [at, [area, what, roundsBack]] of places.entries()) {
    const placeId = demoId('supervised-place', `${code} ${at}`)
    const place = `${areaName}${what}`
    await insertPlace(db, { ...of, id: placeId, area, name: place, address: '', since })
    for (const back of roundsBack) {
      const patrolledOn = addDays(today, -back)
      if (patrolledOn < since) continue
      const isBad = back === 35
      await insertPatrol(db, {
        ...of,
        id: demoId('patrol', `${code} ${at} ${back}`),
        placeId,
        area,
        place,
        patrolledOn,
        findings: isBad ? '水源防护栏破损，消毒剂余量不足' : '',
        handling: isBad ? '当场告知负责人，一周内修复，已报卫生监督所' : '',
        patrolledBy: '陈协管',
        remark: '',
      })
    }
  }
  for (const [at, [area, hoursBack, content, after]] of found.entries()) {
    const foundAt = new Date(now.getTime() - hoursBack * HOUR)
    await insertInformation(db, {
      ...of,
      id: demoId('supervision-information', `${code} ${at}`),
      area,
      foundAt,
      content,
      reportedAt: after === null ? null : new Date(foundAt.getTime() + after * HOUR),
      reporter: after === null ? '' : '陈协管',
    })
  }
}
