import { type Form, fieldsOf } from '@qianyue/domain/forms/form.ts'
import type { problemsOf } from '@qianyue/domain/forms/problems.ts'
import { goToField } from '@qianyue/ui/forms/FormView.tsx'
import { Alert, Button, Flex } from 'antd'

type Problems = ReturnType<typeof problemsOf>

const MOST_NAMED = 12

/** What has to be mended before a record is saved, and what the specification asks for besides; each leads to its field. */
export function ToMend({ form, errors, incomplete }: { form: Form; errors: Problems; incomplete: Problems }) {
  if (errors.length === 0 && incomplete.length === 0) return null
  const said = [
    errors.length > 0 && `${errors.length} 处需要修改`,
    incomplete.length > 0 &&
      `规范要求的 ${incomplete.length} 项未填${errors.length === 0 ? '，再按一次保存则按不完整保存' : ''}`,
  ]
  return (
    <Alert
      type={errors.length > 0 ? 'error' : 'warning'}
      showIcon
      title={said.filter(Boolean).join('；')}
      description={
        <Flex wrap gap={4}>
          {[...errors, ...incomplete].slice(0, MOST_NAMED).map(({ field, message }) => (
            <Button key={field + message} size="small" type="link" onClick={() => goToField(field)}>
              {nameOf(form, field)}
            </Button>
          ))}
        </Flex>
      }
    />
  )
}

function nameOf(form: Form, field: string): string {
  const code = field.split('[')[0]
  return fieldsOf(form).find((candidate) => candidate.code === code)?.name ?? field
}
