/** 学习卡: one thing a village doctor does, on one screen. Read without a signal, like everything in the app. */
export type Card = {
  code: string
  title: string
  /** In the order in which it is done. */
  steps: readonly string[]
  /** What must not be missed, where there is something. */
  beware?: string
  /** Document that it was read from. */
  source: string
}

const specification = '《国家基本公共卫生服务规范（第三版）》'

export const cards: readonly Card[] = [
  {
    code: 'measure-blood-pressure',
    title: '把血压量准',
    steps: [
      '量前 30 分钟不吸烟、不喝咖啡或浓茶，排空膀胱，安静坐 5 分钟。',
      '坐靠椅、双脚平放，裸露上臂，袖带与心脏同高，下缘在肘窝上 2～3 厘米。',
      '首次量双臂，以高的一侧为准。',
      '隔 1～2 分钟再量一次，取平均；两次相差大时量第三次。',
    ],
    beware: '收缩压≥180 和（或）舒张压≥110 mmHg，或有意识改变、剧烈头痛、胸痛等，先处理再转诊。',
    source: `${specification}高血压患者健康管理服务规范；《国家基层高血压防治管理指南》`,
  },
  {
    code: 'hypertension-visit',
    title: '高血压随访四步',
    steps: [
      '先看有无危急情况，有则紧急转诊，两周内主动随访转诊情况。',
      '量血压、问症状、问生活方式、问服药。',
      '分类：控制满意；不满意；有药物不良反应；新发并发症或原有并发症加重。',
      '满意的预约下次随访；首次不满意或有不良反应的调整治疗，两周内随访；连续两次不满意的建议转诊。',
    ],
    source: `${specification}高血压患者健康管理服务规范`,
  },
  {
    code: 'measure-glucose',
    title: '指尖血糖怎么测',
    steps: [
      '核对试纸型号、有效期，试纸码与血糖仪一致。',
      '温水洗手或酒精消毒后完全晾干。',
      '在指腹两侧采血，弃去第一滴，不用力挤压。',
      '记下是空腹还是餐后；空腹指至少 8 小时没有进食。',
    ],
    beware:
      '血糖≥16.7 mmol/L 或≤3.9 mmol/L，或有意识改变、呼气烂苹果味、深大呼吸、心慌出汗，按危急情况处理并转诊。',
    source: `${specification}2 型糖尿病患者健康管理服务规范`,
  },
  {
    code: 'low-glucose',
    title: '低血糖先救人',
    steps: [
      '心慌、出汗、手抖、饥饿、发呆，先测血糖；测不了就按低血糖处理。',
      '清醒的，吃 15～20 克糖类食物（糖水、果汁、方糖）。',
      '15 分钟后再测，仍≤3.9 mmol/L 再吃一次。',
      '意识不清的不喂食，侧卧、呼叫 120。',
    ],
    beware: '服磺脲类药或打长效胰岛素的低血糖会反复，要送医院观察。',
    source: '《中国 2 型糖尿病防治指南》',
  },
  {
    code: 'stroke',
    title: '中风 120',
    steps: [
      '1 看 1 张脸：不对称、口角歪。',
      '2 查 2 只手臂：平举，单侧无力下落。',
      '0（聆）听语言：说话不清、听不懂。',
      '有一样就打 120，记下发病时间，不喂水喂药，不等。',
    ],
    beware: '时间就是大脑：尽快送到能溶栓的医院。',
    source: '国家卫生健康委“中风 120”识别口诀',
  },
  {
    code: 'elderly-assessment',
    title: '老年人体检不漏项',
    steps: [
      '每年一次：生活方式和健康状况评估、体格检查、辅助检查、健康指导。',
      '问：自理能力、认知、情感，慢性病与用药。',
      '查：身高、体重、腰围、血压、视力、听力、运动功能。',
      '辅助检查结果出来后当面告知，异常的建议复查或转诊。',
    ],
    source: `${specification}老年人健康管理服务规范`,
  },
  {
    code: 'sign-at-door',
    title: '入户签约说清四件事',
    steps: [
      '说清谁来服务：团队、电话。',
      '说清服务什么：每人的服务包，多久一次。',
      '说清费用：谁付多少，自付多少。',
      '家庭由户主或成年成员签字，孩子由同户成年人签；成年人单独签约由本人签字。',
    ],
    beware: '没有信号也能签；送达后由服务器确认。两个团队签了同一人的，按公布的规则认定，双方都能看到原因。',
    source: '《关于推进家庭医生签约服务高质量发展的指导意见》（2022）；本系统签约规则',
  },
  {
    code: 'no-signal',
    title: '没有信号时',
    steps: [
      '照常做：随访、签约、登记都先存在本机。',
      '右上角“未发送”是还没送达的条数，有信号时自动发送。',
      '“未被接受”的点开看原因，改好再发。',
      '手机丢了，立即报告单位，由管理员停用并清除。',
    ],
    source: '本系统操作说明',
  },
]
