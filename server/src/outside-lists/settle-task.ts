import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { settleListTask as settleCall } from '@qianyue/api/outside-lists.ts'
import { listTasks } from '@qianyue/domain/outside-lists/list-work.ts'
import { listName, meaningOf } from '@qianyue/domain/outside-lists/outside-list.ts'
import type { AgePolicy } from '@qianyue/domain/populations/population.ts'
import { v5 as nameBasedId } from 'uuid'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { declarePopulation, endPopulation } from '../populations/declare-population.ts'
import { recordResidentEvent } from '../residents/record-event.ts'
import { populationPeriodsOf } from '../residents/resident-page.queries.ts'
import { describeTask } from './describe-list.ts'
import { knownOfListed, lockTask, settleTask, type TaskRow, tasksListed } from './outside-lists.queries.ts'

/**
 * 办理: what the list says is declared, ended or recorded by the act that one would do by hand, with the list as its source;
 * or it is set aside with a reason. What has been done by hand meanwhile counts as done.
 */
export async function settleListTask(
  context: Context,
  { id, decision, note: words }: RequestOf<typeof settleCall>,
) {
  const { db, note } = context
  await lockTask(db, id)
  const [task] = await tasksListed(db, { id }, 1)
  if (!task) throw new NotFound('list task')
  const { ages } = await policyAt(db, context.today)
  const state = decision === 'apply' ? 'done' : 'set-aside'
  if (task.state === state) return describeTask(task, ages)
  if (task.state !== 'open') throw new Refused('task-settled', '这条待办已经办理或已失效，请刷新后再看。')
  if (decision === 'set-aside' && words === '') throw new Invalid({ note: '请写明为何不办' })
  if (decision === 'apply') await apply(context, task, words, ages)
  await settleTask(context, id, { state, note: words === '' ? null : words })
  note({
    ...(task.residentId ? { residentId: task.residentId } : {}),
    subject: `outside list task ${id} ${task.task} ${state}`,
  })
  return describeTask((await tasksListed(db, { id }, 1))[0]!, ages)
}

async function apply(context: Context, task: TaskRow, words: string, ages: AgePolicy): Promise<void> {
  const { residentId, kind, on } = task
  const means = meaningOf(kind)
  const source = `${listName(kind, ages)}（${task.asOf}）`
  // The act has an id of its own that follows from the task: sent twice it is done once.
  const actId = nameBasedId(`list task ${task.id}`, nameBasedId.URL)
  switch (task.task) {
    case 'declare': {
      if (means.is !== 'population' || residentId === null) throw new Error(`${listTasks.declare} of ${kind}`)
      const { population, declaredBy } = means
      const held = await populationPeriodsOf(context, residentId)
      if (held.some((one) => one.population === population && one.until === null)) return
      await declarePopulation(context, {
        id: residentId,
        membershipId: actId,
        population,
        since: on,
        until: null,
        declaredBy,
        sourceNote: source,
      })
      return
    }
    case 'end': {
      if (means.is !== 'population' || residentId === null) throw new Error(`${listTasks.end} of ${kind}`)
      const [known] = await knownOfListed(context.db, [residentId], means.population, on)
      if (!known?.membershipId) return
      await endPopulation(context, {
        id: residentId,
        membershipId: known.membershipId,
        lastDay: on,
        reason: words === '' ? `${source}已没有此人` : words,
      })
      return
    }
    case 'record-death': {
      if (residentId === null) throw new Error(`${listTasks['record-death']} of nobody`)
      const [known] = await knownOfListed(context.db, [residentId], null, on)
      if (known?.diedOn) return
      await recordResidentEvent(context, {
        id: residentId,
        eventId: actId,
        kind: 'death',
        on,
        note: words === '' ? source : words,
        relations: [],
        alongIds: [],
      })
      return
    }
    case 'died-on-list':
    case 'confirm':
    case 'find':
      // Done outside the system, or on the resident's own page.
      return
  }
}
