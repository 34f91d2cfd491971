import type { Constitution } from './constitution-scoring.ts'

/** The five printed boxes of 中医药保健指导; 6 其他 is written by hand. */
export const guidanceAspects = {
  mood: '情志调摄',
  diet: '饮食调养',
  'daily-life': '起居调摄',
  exercise: '运动保健',
  acupoints: '穴位保健',
} as const
type GuidanceAspect = keyof typeof guidanceAspects

/** What is said to somebody of a constitution about one side of life; a bureau or its TCM doctors may reword it. */
export type ConstitutionGuidance = {
  readonly constitution: Constitution
  readonly aspect: GuidanceAspect
  readonly text: string
}

type Texts = { readonly [Aspect in GuidanceAspect]: string }

/** Plain advice of common TCM health care, in words for the resident; to be confirmed by the county's TCM doctors. */
const texts: { readonly [Code in Constitution]: Texts } = {
  balanced: {
    mood: '心情平和，遇事不急不躁，多与家人邻里来往。',
    diet: '饮食有节，粗细荤素搭配，不过饥过饱，少吃过冷过热和不洁食物。',
    'daily-life': '起居有规律，饭后宜缓行，不熬夜，劳逸结合。',
    exercise: '坚持适合自己的锻炼，如散步、太极拳、八段锦。',
    acupoints: '每天按揉足三里、涌泉，各 5～10 分钟。',
  },
  qiDeficient: {
    mood: '宜保持稳定平和的心态，不宜过思过悲。',
    diet: '选健脾益气的食物，如山药、大枣、小米、鸡肉；少吃生冷、油腻和耗气的空心菜、生萝卜。',
    'daily-life': '劳逸结合，不过劳；注意保暖，避免出汗后受风。',
    exercise: '做柔缓的运动，如散步、太极拳，不做大运动量和出大汗的运动。',
    acupoints: '按揉气海、关元、足三里，每次 5～10 分钟，每天 1～2 次。',
  },
  yangDeficient: {
    mood: '多与人交谈，听轻快的音乐，避免消沉和惊恐。',
    diet: '选温阳的食物，如羊肉、韭菜、生姜、核桃；少吃生冷寒凉。',
    'daily-life': '居处保暖，尤其腰腹和足部；多晒太阳，夏天不贪凉。',
    exercise: '在阳光好时做舒缓运动，如慢走、太极拳，冬季避开大风和严寒。',
    acupoints: '按揉或温灸关元、命门、足三里，每次 5～10 分钟；温灸时防烫伤。',
  },
  yinDeficient: {
    mood: '克制急躁，少与人争执，可练书法、下棋静心。',
    diet: '选滋阴润燥的食物，如百合、银耳、鸭肉、梨；少吃辛辣温燥和烧烤。',
    'daily-life': '睡眠要足，午后小睡，不熬夜，避免高温和大汗。',
    exercise: '做中小强度的运动，如太极拳、八段锦，及时补水，不做出大汗的运动。',
    acupoints: '按揉三阴交、太溪，每次 5～10 分钟，每天 1～2 次。',
  },
  phlegmDamp: {
    mood: '多参加活动，培养爱好，避免懒散少动。',
    diet: '饮食清淡，选冬瓜、白萝卜、薏苡仁、赤小豆；少吃肥肉、甜食、油炸和酒，晚餐不过饱。',
    'daily-life': '居处干燥通风，不久坐久卧，少睡懒觉。',
    exercise: '逐渐增加运动量，如快走、骑车，坚持到微微出汗，控制体重。',
    acupoints: '按揉丰隆、足三里、阴陵泉，每次 5～10 分钟，每天 1～2 次。',
  },
  dampHeat: {
    mood: '安神定志，少发脾气，烦躁时做深长呼吸。',
    diet: '选清利的食物，如绿豆、冬瓜、苦瓜、黄瓜；少吃辛辣、油炸、甜腻，戒酒。',
    'daily-life': '居处干燥通风，不熬夜，衣着透气，保持大小便通畅和皮肤清洁。',
    exercise: '做适量的有氧运动，如快走、游泳，避开暑热时段。',
    acupoints: '按揉阴陵泉、曲池，每次 5～10 分钟，每天 1～2 次。',
  },
  bloodStasis: {
    mood: '保持舒畅，及时排解郁闷，多听欢快的音乐。',
    diet: '选行气活血的食物，如山楂、黑木耳、醋、玫瑰花茶；少吃肥肉和过咸食物。',
    'daily-life': '注意保暖，不久坐不动，作息规律，睡眠充足。',
    exercise: '坚持促进血行的运动，如快走、八段锦；胸闷、胸痛时立即停止并就医。',
    acupoints: '按揉血海、内关、期门，每次 5～10 分钟；服抗凝药者不做重手法。',
  },
  qiStagnant: {
    mood: '多参加集体活动，遇事向家人说，情绪低落超过两周应就医。',
    diet: '选理气的食物，如柑橘、萝卜、玫瑰花茶、黄花菜；睡前少喝茶和咖啡。',
    'daily-life': '居处安静明亮，按时作息，多到户外。',
    exercise: '做能与人一起的运动，如广场舞、太极拳、打球。',
    acupoints: '按揉太冲、合谷、膻中，每次 5～10 分钟，每天 1～2 次。',
  },
  special: {
    mood: '避免紧张，正确看待过敏，了解并避开诱因。',
    diet: '饮食清淡均衡，记下引起过敏的食物并避免；少吃辛辣、腥膻和酒。',
    'daily-life': '居室通风，被褥勤晒，花粉季节少外出，少接触宠物和尘螨。',
    exercise: '在室内或空气清洁处做舒缓运动，过敏发作期不运动。',
    acupoints: '按揉足三里、迎香、神阙周围，每次 5～10 分钟，每天 1～2 次。',
  },
}

/** What holds where a county has written nothing of its own. */
export const defaultConstitutionGuidance: readonly ConstitutionGuidance[] = (
  Object.entries(texts) as [Constitution, Texts][]
).flatMap(([constitution, of]) =>
  (Object.entries(of) as [GuidanceAspect, string][]).map(([aspect, text]) => ({
    constitution,
    aspect,
    text,
  })),
)
