import { type Population, populations } from './population.ts'

/** What notices and clerks call a population besides its own name. Source: contract-policy.md §5, glossary.md §2. */
const aliases: Readonly<Record<string, Population>> = {
  '65岁及以上老年人': 'elderly',
  '65岁以上老年人': 'elderly',
  '60岁及以上老年人': 'elderly',
  老人: 'elderly',
  儿童: 'child',
  '0～6岁儿童': 'child',
  '0~6岁儿童': 'child',
  '06岁儿童': 'child',
  孕妇: 'pregnant',
  产妇: 'pregnant',
  高血压患者: 'hypertension',
  糖尿病: 'type2-diabetes',
  糖尿病患者: 'type2-diabetes',
  '2型糖尿病患者': 'type2-diabetes',
  二型糖尿病: 'type2-diabetes',
  结核病: 'tuberculosis',
  结核: 'tuberculosis',
  肺结核患者: 'tuberculosis',
  严重精神障碍患者: 'severe-mental-disorder',
  重性精神病: 'severe-mental-disorder',
  重型精神病: 'severe-mental-disorder',
  精神病: 'severe-mental-disorder',
  精神障碍: 'severe-mental-disorder',
  慢性阻塞性肺疾病: 'copd',
  残疾: 'disabled',
  贫困人口: 'registered-poor',
  贫困户: 'registered-poor',
  建档立卡: 'registered-poor',
  建档立卡户: 'registered-poor',
  建档立卡贫困户: 'registered-poor',
  脱贫人口: 'registered-poor',
  脱贫户: 'registered-poor',
  监测户: 'registered-poor',
  防止返贫监测对象: 'registered-poor',
  低保户: 'low-income',
  城乡低保: 'low-income',
  特困人员: 'destitute',
  五保户: 'five-guarantee',
  计生特扶: 'fp-special-family',
  失独: 'fp-special-family',
  失独家庭: 'fp-special-family',
  计划生育特殊家庭: 'fp-special-family',
  独居老人: 'lone-elder',
  空巢: 'empty-nest',
  肿瘤患者: 'cancer',
  恶性肿瘤: 'cancer',
  癌症: 'cancer',
  长期卧床患者: 'bed-ridden',
  卧床: 'bed-ridden',
  优抚: 'preferential-treatment',
}

const byName = new Map<string, Population>([
  ...(Object.entries(populations) as [Population, string][]).flatMap(([code, name]) => [
    [code, code] as const,
    [name, code] as const,
  ]),
  ...Object.entries(aliases),
])

/** The population that a code, a name or a clerk's word means; null when it means none. */
export function populationOf(text: string): Population | null {
  const plain = text.replace(/\s/g, '').replace(/[－—–]/g, '-')
  return byName.get(plain) ?? byName.get(plain.replace(/[Ⅱ]|II/i, '2')) ?? null
}
