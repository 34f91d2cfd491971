import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { listOrgUnits } from '@qianyue/api/organisation.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { type Role, roles } from '@qianyue/domain/access/roles.ts'
import { levelsOfRole } from '@qianyue/domain/accounts/giving-roles.ts'
import { useReply } from '@qianyue/ui/calls/hooks.ts'
import { Button, Flex, Form, Select } from 'antd'
import { useViewer } from '../session/viewer.ts'

/** 角色与所在机构: a role reaches the unit it is held at and what is below it. */
export function RoleItems() {
  const viewer = useViewer()
  const units = useReply(listOrgUnits, {})
  const form = Form.useFormInstance()
  const held = Form.useWatch('roles', form) as { role?: Role; unitCode?: number }[] | undefined
  const mayGive = (role: Role) =>
    role !== 'resident' &&
    (viewer.reach.level === 'county' || levelsOfRole[role].some((level) => level !== 'county'))
  const unitsFor = (role: Role | undefined) =>
    (units.data ?? [])
      .filter(({ code }) => !role || levelsOfRole[role].includes(levelOf(code)))
      .map(({ code, name }) => ({ value: code, label: name }))

  return (
    <Form.List name="roles">
      {(fields, { add, remove }, { errors }) => (
        <Form.Item label="角色与所在机构" extra="角色的管辖范围是所在机构及其下级。" required>
          {fields.map(({ key, name }) => (
            <Flex key={key} gap={8} style={{ marginBottom: 8 }}>
              <Form.Item name={[name, 'role']} noStyle rules={[{ required: true, message: '请选择角色' }]}>
                <Select
                  aria-label="角色"
                  placeholder="角色"
                  showSearch={{ optionFilterProp: 'label' }}
                  style={{ width: 160 }}
                  options={(Object.keys(roles) as Role[])
                    .filter((role) => mayGive(role) || role === held?.[name]?.role)
                    .map((value) => ({ value, label: roles[value] }))}
                />
              </Form.Item>
              <Form.Item
                name={[name, 'unitCode']}
                noStyle
                rules={[{ required: true, message: '请选择机构' }]}
              >
                <Select
                  aria-label="机构"
                  placeholder="机构"
                  showSearch={{ optionFilterProp: 'label' }}
                  style={{ flex: 1, minWidth: 0 }}
                  options={unitsFor(held?.[name]?.role)}
                />
              </Form.Item>
              <Button aria-label="去掉这个角色" icon={<DeleteOutlined />} onClick={() => remove(name)} />
            </Flex>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({})}>
            增加角色
          </Button>
          <Form.ErrorList errors={errors} />
        </Form.Item>
      )}
    </Form.List>
  )
}
