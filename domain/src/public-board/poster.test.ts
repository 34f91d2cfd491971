import { expect, test } from 'vitest'
import { type PublicBoard, posterBlocks } from './poster.ts'

const board: PublicBoard = {
  villageName: '东岭村',
  clinicName: '东岭村卫生室',
  clinicPhone: null,
  address: '一组12号',
  hours: null,
  complaintPhone: '0516-80000000',
  complaintAddress: 'https://qianyue.example/public/complaint/320399',
  teams: [
    {
      name: '东岭一队',
      phone: '13900000000',
      members: [
        { name: '李国平', role: 'family-doctor', leads: true },
        { name: '王秀英', role: 'village-doctor', leads: false },
      ],
    },
    { name: '东岭二队', phone: '13900000000', members: [] },
  ],
  items: [{ service: 'hypertension-follow-up', times: 1, every: 'quarter' }],
}

const textOf = (of: PublicBoard) =>
  posterBlocks(of).flatMap((block) =>
    block.type === 'table' ? block.rows.map(({ cells }) => cells.map(({ text }) => text).join('|')) : [],
  )

test('team, duties, items, hotline and hours stand on it; each number once', () => {
  expect(textOf(board)).toEqual([
    '李国平|家庭医生（团队长）|团队第一责任人，负责签约与服务质量',
    '王秀英|乡村医生|日常随访、上门服务、健康教育',
    '高血压患者随访|每季度1次',
    '服务地点|东岭村卫生室　一组12号',
    '服务时间|＿＿＿＿＿＿',
    '签约电话|13900000000',
    '监督电话|0516-80000000',
    '投诉与建议|https://qianyue.example/public/complaint/320399',
  ])
})

test('hours that were given are printed, a phone nobody has is left to be written in', () => {
  const lines = textOf({ ...board, hours: '每天 8:00—17:30', teams: [], complaintPhone: null })
  expect(lines).toContain('服务时间|每天 8:00—17:30')
  expect(lines).toContain('签约电话|＿＿＿＿＿＿')
  expect(lines).toContain('监督电话|＿＿＿＿＿＿')
})
