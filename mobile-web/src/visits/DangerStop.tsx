import type { Danger } from '@qianyue/domain/follow-ups/assessment.ts'

/** 危急情况: stops everything, says what to do, and goes on only when that was read. */
export function DangerStop({
  name,
  dangers,
  returnWithinDays,
  onMeasureAgain,
  onGoOn,
}: {
  name: string
  dangers: readonly Danger[]
  returnWithinDays: number
  onMeasureAgain: () => void
  onGoOn: () => void
}) {
  return (
    <main className="danger">
      <div role="alertdialog" aria-modal="true" aria-labelledby="danger-title">
        <h1 id="danger-title">危急情况：{name}</h1>
        <ul>
          {dangers.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
        <ol>
          <li>让病人坐下或平卧，不要走动，身边不离人。</li>
          <li>数值类情况休息后复测一次，确认不是量错。</li>
          <li>确认后紧急处理，立即转诊上级医院；意识不清、胸痛、抽搐的，先打 120。</li>
          <li>{returnWithinDays} 天内随访转诊情况，到期会出现在“今日”里。</li>
        </ol>
        <a href="tel:120" className="danger-call">
          拨打 120
        </a>
        <button type="button" className="wide-button" onClick={onMeasureAgain}>
          返回复测
        </button>
        <button type="button" className="wide-button" onClick={onGoOn}>
          已处理并转诊，继续记录
        </button>
      </div>
    </main>
  )
}
