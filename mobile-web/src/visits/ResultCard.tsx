import { type Assessment, classifications, nextSteps } from '@qianyue/domain/follow-ups/assessment.ts'
import { type Sheet, sheetName } from '@qianyue/domain/visits/visit.ts'

/** What the rules say of a sheet, at once: class, what follows, by when, and what to say to the patient. */
export function ResultCard({ sheet, result }: { sheet: Sheet; result: Assessment }) {
  const { classification, nextStep, nextDueOn, advice, dangers, referred } = result
  const urgent = dangers.length > 0 || referred
  return (
    <section className={urgent ? 'result result-urgent' : 'result'} role="status">
      <h2>{sheetName(sheet)}</h2>
      <p className="result-class">
        {classification === null ? '已记录' : classifications[classification].name}
        {nextStep !== 'routine' && <strong>{nextSteps[nextStep]}</strong>}
      </p>
      {nextDueOn && <p>下次不晚于 {nextDueOn}</p>}
      {advice.length > 0 && (
        <ul>
          {advice.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
