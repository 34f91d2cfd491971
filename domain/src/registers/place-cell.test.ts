import { describe, expect, test } from 'vitest'
import {
  placeOfAddress,
  readGroup,
  readHouseholdNumber,
  readVillage,
  townshipOfText,
  villageKey,
  villageOfTitle,
} from './place-cell.ts'

describe('a place as clerks write it', () => {
  test.each([
    ['东岭村', '东岭村'],
    [' 东 岭 村 ', '东岭村'],
    ['镇南社区', '镇南社区'],
    ['古镇村', '古镇村'],
    ['东岭镇东岭村', '东岭村'],
    ['江东县东岭镇东岭村', '东岭村'],
    ['江东县东岭镇镇南社区', '镇南社区'],
    ['城关街道东门社区', '东门社区'],
    ['东岭村1组', '东岭村'],
    ['东岭村村民委员会', '东岭村村民委员会'],
    ['东岭', '东岭'],
    ['河湾社区居委会', '河湾社区居委会'],
    ['', null],
    ['/', null],
  ])('the village %j is %s', (cell, village) => {
    expect(readVillage(cell)).toBe(village)
  })

  test.each([
    ['东岭村', '东岭'],
    ['东岭', '东岭村民委员会'],
    ['东岭行政村', '东岭村委会'],
    ['河湾社区居委会', '河湾社区'],
  ])('%s and %s are one village', (a, b) => {
    expect(villageKey(a)).toBe(villageKey(b))
  })

  test.each([
    [5, '5组'],
    ['5', '5组'],
    ['05', '5组'],
    ['5组', '5组'],
    ['第5组', '5组'],
    ['第五村民小组', '5组'],
    ['五组', '5组'],
    ['十二组', '12组'],
    ['二十组', '20组'],
    ['５组', '5组'],
    ['3社', '3组'],
    ['上湾组', '上湾组'],
    ['', null],
  ])('the group %j is %s', (cell, group) => {
    expect(readGroup(cell)).toBe(group)
  })

  test.each([
    ['东岭镇东岭村1组88号', '东岭村', '1组'],
    ['石桥村五组12号', '石桥村', '5组'],
    ['镇南社区8组50号', '镇南社区', '8组'],
    ['人民路12号', null, null],
  ])('the address %s lies in %s, %s', (address, village, group) => {
    expect(placeOfAddress(address)).toEqual({ village, group })
  })

  test.each([
    ['东岭村2026年居民花名册', '东岭村'],
    ['东岭镇东岭村居民健康档案花名册', '东岭村'],
    ['填报单位：东岭村卫生室', '东岭村'],
    ['填报单位：东岭镇卫生院', null],
    ['东岭镇2026年家庭医生签约服务居民花名册', null],
    ['镇南社区', '镇南社区'],
    ['各村居民汇总表', null],
    ['Sheet1', null],
  ])('the title %s speaks of %s', (title, village) => {
    expect(villageOfTitle(title)).toBe(village)
  })

  test.each([
    ['江东县东岭镇东岭村1组', '东岭镇'],
    ['东岭镇2026年家庭医生签约服务居民花名册', '东岭镇'],
    ['填报单位：东岭镇卫生院', '东岭镇'],
    ['江苏省江东县城关街道东门社区', '城关街道'],
    ['镇南社区8组50号', null],
    ['东岭村2026年居民花名册', null],
    ['', null],
  ])('%j lies in the township %s', (text, township) => {
    expect(townshipOfText(text)).toBe(township)
  })

  test.each([
    ['H00001', 'H00001'],
    [12, '12'],
    ['第12户', '12'],
    ['', null],
  ])('the household number %j is %s', (cell, number) => {
    expect(readHouseholdNumber(cell)).toBe(number)
  })
})
