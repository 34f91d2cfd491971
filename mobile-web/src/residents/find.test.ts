import { localDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { describe, expect, test } from 'vitest'
import { findAnyone, indexOf } from './find.ts'

function member(name: string, pinyin: string, more: Partial<DoorMember> = {}): DoorMember {
  return {
    id: name,
    name,
    pinyin,
    initials: pinyin
      .split(' ')
      .map((syllable) => syllable[0])
      .join(''),
    relation: null,
    phone: null,
    contactName: null,
    contactPhone: null,
    idNumberMasked: null,
    idTail: null,
    cardDigest: null,
    healthRecordNumber: null,
    version: 1,
    profile: {},
    teamId: null,
    facts: { birthDate: localDate('1950-03-02') } as DoorMember['facts'],
    agreements: [],
    latest: [],
    obstacles: [],
    ...more,
  }
}

function door(address: string, ...members: DoorMember[]): Door {
  return {
    id: address,
    villageCode: 320399001001,
    villageName: '东岭村',
    household: { registerNumber: null, groupNumber: 3, address, headId: null, responsibleStaffId: null },
    members,
  }
}

const index = indexOf([
  door(
    '三组12号',
    member('王秀英', 'wang xiu ying', { idTail: '002X', phone: '13812345678' }),
    member('王小明', 'wang xiao ming', { contactPhone: '13998760001' }),
  ),
  door(
    '五组3号',
    member('李王氏', 'li wang shi', { idTail: '5678' }),
    member('买买提·艾力', 'mai mai ti ai li'),
  ),
])

describe('finding anyone on the phone', () => {
  test.each([
    ['王秀英', ['王秀英'], 'the whole name'],
    ['秀', ['王秀英'], 'one character of it'],
    ['王', ['王秀英', '王小明', '李王氏'], 'a beginning comes before a middle'],
    ['wang', ['王秀英', '王小明', '李王氏'], 'pinyin from any syllable'],
    ['wangx', ['王秀英', '王小明'], 'part of the pinyin'],
    ['wxy', ['王秀英'], 'initials'],
    ['XM', ['王小明'], 'initials within, in capitals'],
    ['ang', [], 'not from the middle of a syllable'],
    ['13812345678', ['王秀英'], 'the telephone'],
    ['9876', ['王小明'], 'part of the telephone of the family'],
    ['002x', ['王秀英'], 'the last four of the identity number'],
    ['5678', ['李王氏', '王秀英'], 'the last four before the end of a telephone'],
    ['32039919500302002X', ['王秀英'], 'the whole identity number'],
    ['32039919510302002X', [], 'that of another with the same end'],
    ['五组', ['李王氏', '买买提·艾力'], 'an address'],
    ['买买提艾力', ['买买提·艾力'], 'a name without its dot'],
    ['', ['王秀英', '王小明', '李王氏', '买买提·艾力'], 'nothing yet: everybody'],
    ['赵', [], 'nobody'],
  ])('%s finds %j: %s', (typed, names) => {
    expect(findAnyone(index, typed).map((found) => found.member.name)).toEqual(names)
  })
})
