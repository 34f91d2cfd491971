import type { Option } from '../form.ts'

/** 法定传染病 by class as the law lists them; which are reported as class A is policy. Source: public-health-spec.md §14 (lists may have changed in 2025: verify). */
const classA = { plague: '鼠疫', cholera: '霍乱' }
const classB = {
  sars: '传染性非典型肺炎',
  'pulmonary-anthrax': '肺炭疽',
  anthrax: '炭疽（皮肤、肠）',
  aids: '艾滋病',
  hepatitis: '病毒性肝炎',
  polio: '脊髓灰质炎',
  h5n1: '人感染高致病性禽流感',
  measles: '麻疹',
  'hemorrhagic-fever': '流行性出血热',
  rabies: '狂犬病',
  'japanese-encephalitis': '流行性乙型脑炎',
  dengue: '登革热',
  dysentery: '细菌性和阿米巴性痢疾',
  tuberculosis: '肺结核',
  typhoid: '伤寒和副伤寒',
  meningitis: '流行性脑脊髓膜炎',
  pertussis: '百日咳',
  diphtheria: '白喉',
  'neonatal-tetanus': '新生儿破伤风',
  'scarlet-fever': '猩红热',
  brucellosis: '布鲁氏菌病',
  gonorrhoea: '淋病',
  syphilis: '梅毒',
  leptospirosis: '钩端螺旋体病',
  schistosomiasis: '血吸虫病',
  malaria: '疟疾',
  h7n9: '人感染H7N9禽流感',
  'covid-19': '新型冠状病毒感染',
  mpox: '猴痘',
}
const classC = {
  influenza: '流行性感冒',
  mumps: '流行性腮腺炎',
  rubella: '风疹',
  conjunctivitis: '急性出血性结膜炎',
  leprosy: '麻风病',
  typhus: '流行性和地方性斑疹伤寒',
  'kala-azar': '黑热病',
  echinococcosis: '包虫病',
  filariasis: '丝虫病',
  diarrhoea: '其他感染性腹泻病',
  'hand-foot-mouth': '手足口病',
}

const optionsOf = (names: Record<string, string>, letter: string): Option[] =>
  Object.entries(names).map(([code, name]) => ({ code, name: `${letter} ${name}` }))

export const notifiableDiseases: readonly Option[] = [
  ...optionsOf(classA, '甲'),
  ...optionsOf(classB, '乙'),
  ...optionsOf(classC, '丙'),
  { code: 'other', name: '其他法定或重点监测传染病' },
]
