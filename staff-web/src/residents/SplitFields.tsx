import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { getHousehold } from '@qianyue/api/households.ts'
import type { Relation } from '@qianyue/domain/households/relation.ts'
import { ageWords } from '@qianyue/ui/words/figures.ts'
import { Checkbox, Form, Input } from 'antd'
import { ChooseRelation } from './ChooseRelation.tsx'

type Member = ReplyOf<typeof getHousehold>['members'][number]

/** As somebody of the family is offered: 王秀英（配偶 76岁）. */
export const memberOption = ({ id, name, relationName, ageYears }: Member) => ({
  value: id,
  label: `${name}（${relationName} ${ageWords(ageYears)}）`,
})

/** 分户: who goes along, what they are to the new head, and where the new household lives. */
export function SplitFields({
  others,
  alongIds,
  stated,
  address,
  onAlong,
  onStated,
  onAddress,
}: {
  others: readonly Member[]
  alongIds: string[]
  stated: Record<string, Relation>
  address: string
  onAlong: (ids: string[]) => void
  onStated: (stated: Record<string, Relation>) => void
  onAddress: (address: string) => void
}) {
  return (
    <>
      <Form.Item label="一同分出的家人">
        <Checkbox.Group value={alongIds} onChange={onAlong} options={others.map(memberOption)} />
      </Form.Item>
      {others
        .filter(({ id }) => alongIds.includes(id))
        .map(({ id, name }) => (
          <Form.Item key={id} label={`${name} 与新户主的关系`}>
            <ChooseRelation
              label={`${name} 与新户主的关系`}
              value={stated[id]}
              onChange={(one) => onStated({ ...stated, [id]: one })}
            />
          </Form.Item>
        ))}
      <Form.Item label="新家庭住址" extra="不填则沿用原住址">
        <Input
          aria-label="新家庭住址"
          maxLength={200}
          value={address}
          onChange={({ target }) => onAddress(target.value)}
        />
      </Form.Item>
    </>
  )
}
