import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  type Assessment,
  type Classification,
  classifications,
  type NextStep,
  nextSteps,
} from '@qianyue/domain/follow-ups/assessment.ts'
import { Alert } from 'antd'
import './form-view.css'

/** 此次随访分类, with its code on the sheet: never by colour alone. */
export function ClassificationTag({ classification }: { classification: Classification | null }) {
  if (classification === null) return <span className="class-tag">未分类</span>
  const { officialCode, name, tone } = classifications[classification]
  return (
    <span className={`class-tag class-tag-${tone}`}>
      {officialCode} {name}
    </span>
  )
}

type Result = Pick<Assessment, 'classification' | 'dangers' | 'advice'> & {
  nextStep: NextStep
  nextDueOn: LocalDate | null
}

/** What the rules say of a record: class, what follows, by when, and what to do. Danger first; of a sheet without a rule, nothing. */
export function AssessmentPanel({ result }: { result: Result }) {
  const { classification, nextStep, nextDueOn, dangers, advice } = result
  if (saysNothing(result)) return null
  const urgent = nextStep === 'refer-urgently'
  return (
    <div className="assessment" role="status" aria-live="polite">
      {dangers.length > 0 && (
        <Alert type="error" showIcon title={`危急：${dangers.map(({ text }) => text).join('；')}`} />
      )}
      <div className="assessment-line">
        {classification && <ClassificationTag classification={classification} />}
        <strong className={urgent || nextStep === 'refer' ? 'assessment-refer' : undefined}>
          {nextSteps[nextStep]}
        </strong>
        {nextDueOn && <span>下次不晚于 {nextDueOn}</span>}
      </div>
      <ul className="assessment-advice">
        {advice
          .filter(({ code }) => code !== 'refer-urgently')
          .map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
      </ul>
    </div>
  )
}

/** Of a sheet without a rule there is nothing to say. */
export function saysNothing({ classification, nextStep, nextDueOn, dangers, advice }: Result): boolean {
  const isRoutine = nextStep === 'routine' && advice.every(({ code }) => code === 'routine')
  return classification === null && nextDueOn === null && isRoutine && dangers.length === 0
}
