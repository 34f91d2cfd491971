import type { Option } from '../form.ts'

/** The usual five answers, about the last year. */
const howOften = ['没有', '很少', '有时', '经常', '总是']
const howMuch = [
  '没有（根本不/从来没有）',
  '很少（有一点/偶尔）',
  '有时（有些/少数时间）',
  '经常（相当/多数时间）',
  '总是（非常/每天）',
]

type ConstitutionQuestion = {
  readonly question: string
  readonly answers: readonly string[]
  readonly note?: string
}

/**
 * The 33 questions of 老年人中医药健康管理服务记录表, with the scales of questions 9, 14, 17 and 28 as printed.
 * Source: public-health-spec.md §13.1.
 */
export const constitutionQuestions: readonly ConstitutionQuestion[] = [
  { question: '您精力充沛吗？', answers: howOften, note: '指精神头足，乐于做事。' },
  { question: '您容易疲乏吗？', answers: howOften, note: '稍微活动一下或做一点家务就感到累。' },
  { question: '您容易气短，呼吸短促，接不上气吗？', answers: howOften },
  { question: '您说话声音低弱无力吗？', answers: howOften, note: '指说话没有力气。' },
  { question: '您感到闷闷不乐、情绪低沉吗？', answers: howOften, note: '指心情不愉快，情绪低落。' },
  { question: '您容易精神紧张、焦虑不安吗？', answers: howOften, note: '指遇事心情紧张。' },
  { question: '您因为生活状态改变而感到孤独、失落吗？', answers: howOften },
  { question: '您容易感到害怕或受到惊吓吗？', answers: howOften },
  {
    question: '您感到身体超重不轻松吗？',
    answers: ['BMI＜24', '24≤BMI＜25', '25≤BMI＜26', '26≤BMI＜28', 'BMI≥28'],
    note: '按体质指数选择；填写了身高和体重的，选择应与其相符。',
  },
  { question: '您眼睛干涩吗？', answers: howOften },
  { question: '您手脚发凉吗？', answers: howOften, note: '不含因周围温度低或穿得少引起的手脚发冷。' },
  {
    question: '您胃脘部、背部或腰膝部怕冷吗？',
    answers: howOften,
    note: '上腹部、背部、腰部或膝关节，有一处或多处怕冷。',
  },
  {
    question: '您比一般人耐受不了寒冷吗？',
    answers: howOften,
    note: '比别人更怕冬天或夏天的冷空调、电扇。',
  },
  {
    question: '您容易患感冒吗？',
    answers: ['一年＜2次', '一年感冒2～4次', '一年感冒5～6次', '一年8次以上', '几乎每月都感冒'],
    note: '指每年感冒的次数。表上没有 7 次的档，由医生询问后判断。',
  },
  { question: '您没有感冒时也会鼻塞、流鼻涕吗？', answers: howOften },
  { question: '您有口粘口腻，或睡眠打鼾吗？', answers: howOften },
  {
    question: '您容易过敏吗？',
    answers: ['从来没有', '一年1～2次', '一年3～4次', '一年5～6次', '每次遇到上述原因都过敏'],
    note: '对药物、食物、气味、花粉，或在季节交替、气候变化时。',
  },
  { question: '您的皮肤容易起荨麻疹吗？', answers: howOften, note: '包括风团、风疹块、风疙瘩。' },
  {
    question: '您的皮肤在不知不觉中会出现青紫瘀斑、皮下出血吗？',
    answers: howOften,
    note: '没有外伤而出现青一块紫一块。',
  },
  { question: '您的皮肤一抓就红，并出现抓痕吗？', answers: howOften, note: '被指甲或钝物划过后皮肤的反应。' },
  { question: '您皮肤或口唇干吗？', answers: howOften },
  { question: '您有肢体麻木或固定部位疼痛的感觉吗？', answers: howOften },
  { question: '您面部或鼻部有油腻感或者油亮发光吗？', answers: howOften },
  { question: '您面色或目眶晦黯，或出现褐色斑块、斑点吗？', answers: howOften },
  { question: '您有皮肤湿疹、疮疖吗？', answers: howOften },
  { question: '您感到口干咽燥、总想喝水吗？', answers: howOften },
  { question: '您感到口苦或嘴里有异味吗？', answers: howOften },
  {
    question: '您腹部肥大吗？',
    answers: ['腹围＜80cm', '腹围80～85cm', '腹围86～90cm', '腹围91～105cm', '腹围＞105cm'],
    note: '指腹部脂肪肥厚；填写了腰围的，四舍五入到整厘米后选择应与其相符。',
  },
  { question: '您吃（喝）凉的东西会感到不舒服或者怕吃（喝）凉的东西吗？', answers: howOften },
  {
    question: '您有大便黏滞不爽、解不尽的感觉吗？',
    answers: howOften,
    note: '大便容易粘在马桶或便坑壁上。',
  },
  { question: '您容易大便干燥吗？', answers: howOften },
  {
    question: '您舌苔厚腻或有舌苔厚厚的感觉吗？',
    answers: howOften,
    note: '自我感觉不清楚时由调查员观察后填写。',
  },
  { question: '您舌下静脉瘀紫或增粗吗？', answers: howOften, note: '可由调查员观察后填写。' },
]

export const answerScale = `1 ${howMuch[0]}，2 ${howMuch[1]}，3 ${howMuch[2]}，4 ${howMuch[3]}，5 ${howMuch[4]}；按近一年的体验和感觉。`

export function answerOptions({ answers }: ConstitutionQuestion): Option[] {
  return answers.map((name, index) => ({ code: index + 1, name }))
}

/** The box of question 9 that a body mass index falls into. Source: §13.1. */
export function answerOfBmi(bmi: number): number {
  if (bmi < 24) return 1
  if (bmi < 25) return 2
  if (bmi < 26) return 3
  return bmi < 28 ? 4 : 5
}

/** The box of question 28 for a waist in whole cm; a part of a centimetre is rounded first (project convention). */
export function answerOfWaist(waistCm: number): number {
  const whole = Math.round(waistCm)
  if (whole < 80) return 1
  if (whole <= 85) return 2
  if (whole <= 90) return 3
  return whole <= 105 ? 4 : 5
}
