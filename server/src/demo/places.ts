/** 示范县: a county that no register knows. GB/T 2260 gives 320399 to nobody. */
export const DEMO_COUNTY = { code: 320399, name: '示范县' }

export type DemoVillage = {
  code: number
  areaName: string
  clinic: string
  groups: number
  households: number
}
export type DemoTownship = { code: number; areaName: string; name: string; villages: DemoVillage[] }

const village = (code: number, areaName: string, groups: number, households: number): DemoVillage => ({
  code,
  areaName,
  clinic: areaName.endsWith('社区') ? `${areaName}卫生服务站` : `${areaName}卫生室`,
  groups,
  households,
})

/** The villages of 东岭镇 are those of the registers with which an import can be tried. */
export const demoTownships: DemoTownship[] = [
  {
    code: 320399101000,
    areaName: '东岭镇',
    name: '东岭镇卫生院',
    villages: [
      village(320399101001, '镇南社区', 4, 56),
      village(320399101201, '东岭村', 6, 62),
      village(320399101202, '河湾村', 5, 54),
      village(320399101203, '石桥村', 5, 50),
      village(320399101204, '柳树村', 4, 46),
    ],
  },
  {
    code: 320399102000,
    areaName: '青河镇',
    name: '青河镇卫生院',
    villages: [
      village(320399102001, '青河社区', 4, 52),
      village(320399102201, '上坝村', 5, 50),
      village(320399102202, '下坝村', 5, 46),
      village(320399102203, '竹园村', 4, 44),
    ],
  },
  {
    code: 320399201000,
    areaName: '云台乡',
    name: '云台乡卫生院',
    villages: [
      village(320399201201, '云台村', 5, 50),
      village(320399201202, '茶山村', 4, 46),
      village(320399201203, '松林村', 4, 44),
    ],
  },
]

export const demoVillages: DemoVillage[] = demoTownships.flatMap(({ villages }) => villages)
