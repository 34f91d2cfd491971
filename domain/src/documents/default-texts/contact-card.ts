/** 联系卡、团队名片: left at the door, put on the wall (R095, R116): what is offered, how, and whom to ring. */
export const contactCardText = `【居中】**{{甲方机构}}　家庭医生联系卡**
【顶格】**{{居民姓名}}**的签约团队：**{{团队名称}}**
{{团队联系表}}
【顶格】服务电话：**{{服务电话}}**
【顶格】服务时间：{{服务时间}}
【顶格】看病问药 · 健康体检 · 慢病随访 · 预约转诊 · 行动不便可约上门
【顶格】急症请先拨 120
`
