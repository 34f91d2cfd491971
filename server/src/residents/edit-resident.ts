import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  editResident as call,
  showNumber as showCall,
  listResidentVersions as versionsCall,
} from '@qianyue/api/residents.ts'
import { HEAD, relations } from '@qianyue/domain/households/relation.ts'
import { parseIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { type IdentityWarning, identityWarnings } from '@qianyue/domain/residents/identity.ts'
import { identityWarningWords } from '@qianyue/domain/residents/words.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import { refreshHealthRecords } from '../health-records/refresh-health-records.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { residentToEdit, versionsOf, writeEdit } from './edit.queries.ts'
import { learnNames } from './names.queries.ts'
import { initialsOf, pinyinOf, readingsOf } from './pinyin.ts'
import { type ReadIdentity, readIdentity, refuseBirthDate } from './read-identity.ts'
import { isNumberKnown } from './register.queries.ts'
import { madeBefore } from './same-edit.ts'
import { idNumberHash, sealNumbers } from './sealed-numbers.ts'

/** 修改居民信息: a new version; what was there before is kept with who, when and why. */
export async function editResident(
  context: Context,
  request: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  const { db, crypto, today } = context
  const { id, editId, version, reason, profile, ...fields } = request
  const resident = await residentToEdit(context, id)
  const stated = { birthDate: fields.birthDate ?? resident.birthDate, sex: fields.sex ?? resident.sex }
  if (fields.birthDate) refuseBirthDate(fields.birthDate, today)
  if (fields.relation === HEAD) throw new Invalid({ relation: '更换户主请在家庭页面登记“变更户主”' })
  const read = readIdentity({ ...stated, ...fields }, today)
  const made = await madeBefore(context, resident, request, read)
  if (made !== null)
    return { id, version: made, warnings: (resident.warnings as IdentityWarning[]).map(said) }
  if (resident.version !== version)
    throw new Refused('changed-meanwhile', '这份档案刚被别人修改过，请刷新后再改。')
  const number = fields.idNumber === undefined ? numberOf(context, resident.idNumberEncrypted) : read.idNumber
  if (read.idNumber && !resident.idNumberHash?.equals(idNumberHash(crypto, read.idNumber))) {
    if (await isNumberKnown(context, idNumberHash(crypto, read.idNumber))) {
      throw new Refused(
        'id-number-taken',
        '这个身份证号已在本县建档，可能是同一人的另一份档案，请用“疑似重复”合并。',
      )
    }
  }
  const parsed = number ? parseIdNumber(number, today) : null
  const warnings = identityWarnings(stated, parsed?.ok ? parsed.reading : null, today)
  const changed = {
    ...(fields.name === undefined ? {} : await nameColumns(context, fields.name)),
    ...numberColumns(context, fields, read),
    ...(fields.sex === undefined ? {} : { sex: fields.sex }),
    ...(fields.birthDate === undefined ? {} : { birthDate: fields.birthDate }),
    ...(fields.ethnicity === undefined ? {} : { ethnicity: fields.ethnicity }),
    ...(fields.residency === undefined ? {} : { residency: fields.residency }),
    ...(fields.relation === undefined ? {} : { relation: fields.relation }),
    ...(fields.contactName === undefined ? {} : { contactName: fields.contactName }),
    ...(profile === undefined ? {} : { profile: JSON.stringify(profile) }),
    warnings: JSON.stringify(warnings),
  }
  await writeEdit(context, resident, changed, reason, editId)
  if (fields.birthDate !== undefined || fields.sex !== undefined) await refreshResidents({ db, today }, [id])
  else await refreshHealthRecords({ db, today }, [id])
  context.note({ residentId: id, reason })
  return { id, version: version + 1, warnings: warnings.map(said) }
}

async function nameColumns({ db }: Context, name: string) {
  const readings = readingsOf(name)
  await learnNames(db, new Map([[name, readings]]))
  return { name, pinyin: pinyinOf(readings), nameInitials: initialsOf(readings) }
}

/** Of the numbers that the edit states, what is kept of each. */
function numberColumns(
  { crypto }: Context,
  stated: Pick<RequestOf<typeof call>, 'idNumber' | 'phone' | 'contactPhone'>,
  read: ReadIdentity,
) {
  const { idNumberEncrypted, idNumberHash, idTailHash, idNumberMasked, ...phones } = sealNumbers(crypto, read)
  const { phoneEncrypted, phoneHash, phoneMasked, contactPhoneEncrypted, contactPhoneMasked } = phones
  return {
    ...(stated.idNumber === undefined ? {} : { idNumberEncrypted, idNumberHash, idTailHash, idNumberMasked }),
    ...(stated.phone === undefined ? {} : { phoneEncrypted, phoneHash, phoneMasked }),
    ...(stated.contactPhone === undefined ? {} : { contactPhoneEncrypted, contactPhoneMasked }),
  }
}

/** 显示完整号码: an act of its own, with a reason in the audit trail. */
export async function showNumber(
  context: Context,
  { id, which, reason }: RequestOf<typeof showCall>,
): Promise<ReplyInput<typeof showCall>> {
  const resident = await residentToEdit(context, id)
  context.note({ residentId: id, subject: which, reason })
  const sealed = {
    'id-number': resident.idNumberEncrypted,
    phone: resident.phoneEncrypted,
    'contact-phone': resident.contactPhoneEncrypted,
  }[which]
  return { value: numberOf(context, sealed) }
}

function numberOf({ crypto }: Context, sealed: Buffer | null): string | null {
  return sealed === null ? null : crypto.decrypt(sealed)
}

const fieldNames: Record<string, string> = {
  name: '姓名',
  sex: '性别',
  birthDate: '出生日期',
  idNumberMasked: '证件号',
  phoneMasked: '电话',
  contactName: '联系人',
  contactPhoneMasked: '联系人电话',
  ethnicity: '民族',
  residency: '常住类型',
  relation: '与户主关系',
  profile: '基本信息',
}

const valueNames: Record<string, string> = {
  male: '男',
  female: '女',
  unknown: '未说明',
  registered: '户籍',
  'non-registered': '非户籍',
}

/** What a resident's record said before each change. */
export async function residentVersions(
  context: Context,
  { id }: RequestOf<typeof versionsCall>,
): Promise<ReplyInput<typeof versionsCall>> {
  const resident = await residentToEdit(context, id)
  if (!resident) throw new NotFound('resident')
  context.note({ residentId: id })
  return (await versionsOf(context, id)).map(({ version, changedAt, changedByName, reason, values }) => ({
    version,
    changedAt: new Date(changedAt).toISOString(),
    changedByName,
    reason,
    changes: Object.entries(values)
      .filter(([field]) => field in fieldNames)
      .map(([field, was]) => ({ field: fieldNames[field]!, was: textOf(field, was) })),
  }))
}

function textOf(field: string, was: unknown): string {
  if (was === null || was === '') return '（空）'
  if (field === 'relation') return relations[was as keyof typeof relations] ?? String(was)
  if (typeof was === 'object') return '（已修改）'
  return valueNames[String(was)] ?? String(was)
}

function said(warning: IdentityWarning) {
  return { code: warning.code, message: identityWarningWords(warning) }
}
