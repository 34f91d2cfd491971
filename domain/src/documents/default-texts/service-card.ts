/** 服务卡: A5, folded once; a signature for each service (R117). The QR code holds nothing but the card's number. */
export const serviceCardText = `# 家庭医生签约服务卡
{{卡片信息}}
## 本期应享服务
{{应享服务}}
## 服务记录
【顶格】每次服务后，请核对日期和内容，满意再签字。服务电话：**{{服务电话}}**
{{服务记录格}}
`
