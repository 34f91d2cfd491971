import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { type Found, findAnyone, indexOf } from '@qianyue/mobile-web/residents/find.ts'
import { type Line, percentileOf, spreadOf } from '../measure.ts'

const RESIDENTS = 10_000
const PROMISED_MS = 200
/** Cheap phones are taken to be so many times slower than this machine, as Chromium is slowed for the other figures. */
const SLOWER = 6
const ROUNDS = 7

/** 姓与名, each with its syllable: names are put together from them, so that each is found by characters and by letters. */
const surnames =
  '王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 胡hu 朱zhu 高gao 林lin 何he 郭guo 马ma 罗luo'
const given =
  '秀xiu 英ying 桂gui 兰lan 玉yu 珍zhen 国guo 强qiang 建jian 明ming 志zhi 德de 福fu 长chang 永yong 贵gui 金jin 水shui 小xiao 丽li'
const split = (list: string) =>
  list.split(' ').map((one) => ({ character: one.slice(0, 1), syllable: one.slice(1) }))

/** W5d: anyone of ten thousand residents on the phone, at every press of a key. */
export function findOnPhone(): Line[] {
  const index = indexOf(doors())
  const typed = [
    'w',
    'wx',
    'wxy',
    'wang',
    'wangxiu',
    '王',
    '王秀',
    '王秀英',
    '138',
    '13812',
    '0042',
    '三组',
    '秀',
  ]
  const p95 = () =>
    percentileOf(
      Array.from({ length: 20 }, () => typed)
        .flat()
        .map((text) => millisecondsOf(() => findAnyone(index, text))),
      0.95,
    )
  p95()
  const ours = spreadOf(Array.from({ length: ROUNDS }, p95).map((one) => one * SLOWER))
  return [
    {
      job: 'W5d',
      what: `anyone of ${RESIDENTS} residents on the phone, at each key, p95`,
      unit: 'ms',
      ours,
      yardstick: null,
      ratio: null,
      promise: { words: `≤ ${PROMISED_MS} ms`, kept: ours.median <= PROMISED_MS },
      note: `this machine × ${SLOWER}; the list draws its visible rows only`,
    },
  ]
}

function millisecondsOf(find: () => readonly Found[]): number {
  const began = performance.now()
  find()
  return performance.now() - began
}

function doors(): Door[] {
  const [first, last] = [split(surnames), split(given)]
  const member = (n: number): DoorMember => {
    const parts = [first[n % first.length]!, last[(n * 7) % last.length]!, last[(n * 13 + 3) % last.length]!]
    return {
      id: String(n),
      name: parts.map(({ character }) => character).join(''),
      pinyin: parts.map(({ syllable }) => syllable).join(' '),
      initials: parts.map(({ syllable }) => syllable[0]).join(''),
      phone: `138${String(n * 7919)
        .padStart(8, '0')
        .slice(-8)}`,
      contactPhone: null,
      idTail: String(n % 10_000).padStart(4, '0'),
    } as DoorMember
  }
  return Array.from({ length: RESIDENTS / 4 }, (_, door) => ({
    id: `door ${door}`,
    villageCode: 0,
    villageName: '东岭村',
    household: {
      registerNumber: null,
      groupNumber: door % 9,
      address: `${'一二三四五六七八九'[door % 9]}组${door}号`,
      headId: null,
      responsibleStaffId: null,
    },
    members: [0, 1, 2, 3].map((one) => member(door * 4 + one)),
  }))
}
