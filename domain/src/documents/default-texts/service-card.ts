/**
 * 服务卡: an A4 sheet folded to A5, inside it a signature for each service (R117). The QR code holds nothing but
 * the card's number.
 */
export const serviceCardText = `# 家庭医生签约服务卡
{{卡片信息}}
## 本期应享服务
{{应享服务}}
## 联系我们
【顶格】服务电话：**{{服务电话}}**
【顶格】服务时间：{{服务时间}}
{{团队联系表}}
> 就诊、随访时请带上本卡。卡片遗失请告知团队补发，旧卡随即作废。急症请先拨 120。
【分页】
## 服务记录
【顶格】每次服务后，请核对日期和内容，确认无误再签字；不满意的地方请写在背面或拨打服务电话。
{{服务记录格}}
`
