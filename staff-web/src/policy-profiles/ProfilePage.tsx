import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import { discardPolicyProfile, getPolicyProfile } from '@qianyue/api/policy-profiles.ts'
import { faultsOf } from '@qianyue/api/profile-faults.ts'
import type { InForce } from '@qianyue/domain/policy-profiles/profile.ts'
import { useReply, useSend } from '@qianyue/ui/calls/hooks.ts'
import { App, Button, Skeleton, Space, Tabs, Tag } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { useMay } from '../session/viewer.ts'
import { NotShown } from '../shell/NotShown.tsx'
import { PageTitle } from '../shell/PageTitle.tsx'
import { CompareProfile } from './CompareProfile.tsx'
import { DraftConflictNotice } from './DraftConflictNotice.tsx'
import { ProfileContent } from './ProfileContent.tsx'
import { PublishProfile } from './PublishProfile.tsx'
import type { SavingState } from './saving.ts'
import { TryOut } from './TryOut.tsx'
import { useSaving } from './use-saving.ts'
import './policy-profiles.css'

export type Profile = ReplyOf<typeof getPolicyProfile>

/** 一个政策方案: its content, what it changes, what it would have meant, and its publication. */
export function ProfilePage() {
  const { profileId = '' } = useParams()
  const profile = useReply(getPolicyProfile, { id: profileId })
  if (profile.error) return <NotShown error={profile.error} list="/policy-profiles" words="回到政策方案" />
  if (!profile.data) return <Skeleton active />
  return <OneProfile key={`${profileId}/${profile.data.state}`} profile={profile.data} />
}

function OneProfile({ profile }: { profile: Profile }) {
  const { id, name, source, state } = profile
  const mayEdit = useMay('policies.manage') && state === 'draft'
  const inForce = profile.inForce as unknown as InForce
  const { content, change, saved, flush, drop, revision, conflict } = useSaving(profile)
  const discard = useSend(discardPolicyProfile)
  const navigate = useNavigate()
  const { modal } = App.useApp()

  const faults = state === 'draft' ? faultsOf(content, inForce) : []
  return (
    <div className="profile">
      <PageTitle title={name}>
        <Space wrap>
          {state === 'draft' && !conflict && <SavedState state={saved} onRetry={flush} />}
          <Button href={`/policy-profiles/${id}/print`} target="_blank">
            打印
          </Button>
          <Button href={`/api/v1/policy-profiles/${id}/workbook`}>导出 Excel</Button>
          <Button href={`/api/v1/policy-profiles/${id}/file`}>导出 JSON</Button>
          {mayEdit && (
            <Button
              danger
              onClick={() =>
                modal.confirm({
                  title: `删除草稿“${name}”`,
                  content: '删除后不能恢复；现行政策不受影响。',
                  okText: '删除',
                  okButtonProps: { danger: true },
                  onOk: () => {
                    drop()
                    return discard.mutateAsync({ id }).then(() => navigate('/policy-profiles'))
                  },
                })
              }
            >
              删除草稿
            </Button>
          )}
        </Space>
      </PageTitle>
      <p className="quiet">
        <Link to="/policy-profiles" className="profile-back">
          政策方案
        </Link>{' '}
        · {source} ·{' '}
        {state === 'published' ? (
          <Tag color="success">已发布，{profile.validFrom} 起执行</Tag>
        ) : (
          <Tag>草稿</Tag>
        )}
      </p>
      {conflict && <DraftConflictNotice conflict={conflict} />}
      <Tabs
        destroyOnHidden
        onChange={flush}
        items={[
          {
            key: 'content',
            label: faults.length > 0 ? `内容（${faults.length} 处待改）` : '内容',
            children: (
              <ProfileContent
                content={content}
                inForce={inForce}
                clauses={profile.clauses}
                faults={faults}
                onChange={mayEdit ? change : null}
              />
            ),
          },
          {
            key: 'differences',
            label: '比较',
            children: <CompareProfile profile={profile} waiting={saved !== 'saved'} />,
          },
          ...(mayEdit
            ? [
                {
                  key: 'try-out',
                  label: '试算',
                  children: <TryOut id={id} waiting={saved !== 'saved' || faults.length > 0} />,
                },
                {
                  key: 'publish',
                  label: '发布',
                  children: (
                    <PublishProfile
                      profile={profile}
                      revision={revision}
                      faults={faults}
                      waiting={saved !== 'saved'}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}

function SavedState({ state, onRetry }: { state: SavingState; onRetry: () => void }) {
  if (state === 'saved')
    return (
      <span className="quiet" role="status">
        草稿已保存
      </span>
    )
  if (state === 'changed')
    return (
      <span className="quiet" role="status">
        正在保存…
      </span>
    )
  return (
    <span role="alert" className="policy-wrong">
      没有保存：{state.failed.message}{' '}
      <Button size="small" onClick={onRetry}>
        再试
      </Button>
    </span>
  )
}
