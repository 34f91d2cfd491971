import type { Population } from '../populations/population.ts'

/** 健康教育的五种形式. Source: N3-02; public-health-spec.md §4. */
export const educationKinds = {
  material: { name: '发放印刷资料', counted: '种' },
  'audio-visual': { name: '播放音像资料', counted: '种' },
  board: { name: '更换宣传栏', counted: '期' },
  consultation: { name: '公众健康咨询', counted: '次' },
  lecture: { name: '健康知识讲座', counted: '次' },
} as const
export type EducationKind = keyof typeof educationKinds

/** Required in a year of one institution, by kind. */
type RequiredEducation = Readonly<Record<EducationKind, number>>

/** 健康教育处方: a sheet for the resident, by condition. */
export type EducationPrescription = {
  readonly code: string
  readonly title: string
  /** For members of this population; null for everybody. */
  readonly population: Population | null
  /** One line a sentence. */
  readonly text: string
}

export type EducationPolicy = {
  readonly source: string
  readonly township: RequiredEducation
  readonly village: RequiredEducation
  readonly prescriptions: readonly EducationPrescription[]
}

/**
 * N3-02 服务内容; public-health-spec.md §4. Boards: two at a township hospital and one at a village clinic, each changed at
 * least every two months, so 12 and 6 changes a year. Public consultations of villages are not laid down. The texts of the
 * prescriptions are the project's own, for a county to edit.
 */
export const nationalEducationPolicy: EducationPolicy = {
  source: '国家基本公共卫生服务规范（第三版）健康教育服务规范',
  township: { material: 12, 'audio-visual': 6, board: 12, consultation: 9, lecture: 12 },
  village: { material: 12, 'audio-visual': 0, board: 6, consultation: 0, lecture: 6 },
  prescriptions: [
    {
      code: 'hypertension',
      title: '高血压患者健康教育处方',
      population: 'hypertension',
      text: [
        '每天在同一时间测血压，坐下休息 5 分钟后再测，并记下来。',
        '按医生开的药吃，血压正常了也不要自己停药、减药。',
        '每人每天吃盐不超过 5 克，少吃咸菜、酱油和腌制品。',
        '每周至少 5 天、每天 30 分钟快走等活动，以微微出汗为宜。',
        '不吸烟，不喝酒，控制体重，保持心情平和、睡眠充足。',
        '血压达到 180/110，或突然头痛剧烈、说话不清、一侧手脚无力、胸痛，立即拨打 120。',
      ].join('\n'),
    },
    {
      code: 'type2-diabetes',
      title: '2型糖尿病患者健康教育处方',
      population: 'type2-diabetes',
      text: [
        '三餐定时定量，主食粗细搭配，少吃甜食、油炸食品，不喝含糖饮料。',
        '按医嘱吃药或打胰岛素，不自行加减；随身带几块糖。',
        '心慌、出汗、手抖、饥饿可能是低血糖，马上吃糖，15 分钟后再测血糖。',
        '饭后一小时活动，避免空腹剧烈运动。',
        '每天看脚：有无破口、水疱、发红；鞋袜宽松，不赤脚走路。',
        '每年查一次眼底、尿微量白蛋白和足部。',
      ].join('\n'),
    },
    {
      code: 'copd',
      title: '慢阻肺患者健康教育处方',
      population: 'copd',
      text: [
        '戒烟，避开二手烟、油烟和柴烟，做饭时开窗通风。',
        '吸入药每天按时用，用后漱口；每次随访请医生看一遍吸药动作。',
        '练习缩唇呼气：鼻吸气，缩唇慢慢呼出，每天 2 次，每次 10 分钟。',
        '每年接种流感疫苗，并按医生建议接种肺炎疫苗。',
        '气促加重、痰变多变黄、嘴唇发紫、嗜睡，立即就医。',
      ].join('\n'),
    },
    {
      code: 'elderly',
      title: '老年人健康教育处方',
      population: 'elderly',
      text: [
        '防跌倒：地面干燥不堆物，厕所装扶手，夜里留灯，起身慢。',
        '每餐有蛋白质：鸡蛋、奶、豆制品、鱼或瘦肉；每天晒太阳 20 分钟。',
        '药品写清用法，过期的扔掉；看病时把正在吃的药都带上。',
        '常和人说话走动；记性明显变差或情绪低落两周以上，告诉家庭医生。',
        '每年参加一次免费健康体检。',
      ].join('\n'),
    },
    {
      code: 'pregnant',
      title: '孕产妇健康教育处方',
      population: 'pregnant',
      text: [
        '孕 13 周前建册，按时做 5 次产前检查。',
        '从备孕到孕 3 个月每天吃叶酸 0.4 毫克；不吸烟、不喝酒，用药先问医生。',
        '出现阴道流血、流水、剧烈头痛、胎动明显减少，立即去医院。',
        '产后坚持母乳喂养，情绪持续低落请告诉家庭医生。',
      ].join('\n'),
    },
    {
      code: 'general',
      title: '健康生活方式处方',
      population: null,
      text: [
        '每天吃够蔬菜和水果，少盐少油少糖，足量饮水。',
        '每周至少 150 分钟中等强度活动，少久坐。',
        '不吸烟，不劝酒；每晚睡 7 小时左右。',
        '35 岁以上每年测一次血压和血糖。',
      ].join('\n'),
    },
  ],
}
