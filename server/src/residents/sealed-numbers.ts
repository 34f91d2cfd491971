import { type IdNumber, maskIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { maskPhone } from '@qianyue/domain/residents/phone.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'

/** Numbers of a person, whole and checked. */
type NumbersGiven = { idNumber?: IdNumber | null; phone?: string | null; contactPhone?: string | null }

/** Numbers of a person as they are kept: encrypted, masked, and hashed to be found again. */
export function sealNumbers(crypto: FieldCrypto, { idNumber, phone, contactPhone }: NumbersGiven) {
  return {
    idNumberEncrypted: idNumber ? crypto.encrypt(idNumber) : null,
    idNumberHash: idNumber ? idNumberHash(crypto, idNumber) : null,
    idTailHash: idNumber ? idTailHash(crypto, idNumber.slice(-4)) : null,
    idNumberMasked: idNumber ? maskIdNumber(idNumber) : null,
    phoneEncrypted: phone ? crypto.encrypt(phone) : null,
    phoneHash: phone ? phoneHash(crypto, phone) : null,
    phoneMasked: phone ? maskPhone(phone) : null,
    contactPhoneEncrypted: contactPhone ? crypto.encrypt(contactPhone) : null,
    contactPhoneMasked: contactPhone ? maskPhone(contactPhone) : null,
  }
}

/** By which an identity number is found. @param idNumber checked, an x as X. */
export function idNumberHash(crypto: FieldCrypto, idNumber: string): Buffer {
  return crypto.keyedHash('id number', idNumber)
}

/** There are eleven thousand last fours: whoever adds many residents meets each again. */
const hashesOfTails = new WeakMap<FieldCrypto, Map<string, Buffer>>()

/** By which the last four of an identity number are found. @param lastFour upper case. */
export function idTailHash(crypto: FieldCrypto, lastFour: string): Buffer {
  const known = hashesOfTails.get(crypto) ?? new Map<string, Buffer>()
  hashesOfTails.set(crypto, known)
  const hash = known.get(lastFour) ?? crypto.keyedHash('id number tail', lastFour).subarray(0, 8)
  known.set(lastFour, hash)
  return hash
}

/** By which a phone number is found. @param phone 11 digits. */
export function phoneHash(crypto: FieldCrypto, phone: string): Buffer {
  return crypto.keyedHash('phone', phone).subarray(0, 16)
}
