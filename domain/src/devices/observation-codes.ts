import type { DeviceValueCode } from './device-values.ts'

/**
 * What the code of an HL7 v2 observation (OBX-3) measures: LOINC, and the numbers of ISO/IEEE 11073-10101 that devices
 * tell in its place (coding system MDC). A device's own codes that equal the name of a value are taken as that value.
 */
const codes: Record<string, DeviceValueCode> = {
  '8480-6': 'systolicMmHg',
  '8462-4': 'diastolicMmHg',
  '8867-4': 'heartRatePerMinute',
  '9279-1': 'respirationPerMinute',
  '8310-5': 'temperatureC',
  '2708-6': 'oxygenSaturationPercent',
  '59408-5': 'oxygenSaturationPercent',
  '8302-2': 'heightCm',
  '29463-7': 'weightKg',
  '3141-9': 'weightKg',
  '8280-0': 'waistCm',
  '56086-2': 'waistCm',
  '1558-6': 'fastingGlucoseMmolL',
  '14771-0': 'fastingGlucoseMmolL',
  '2339-0': 'glucoseMmolL',
  '15074-8': 'glucoseMmolL',
  '14743-9': 'glucoseMmolL',
  '150021': 'systolicMmHg',
  '150022': 'diastolicMmHg',
  '149546': 'heartRatePerMinute',
  '150364': 'temperatureC',
  '150456': 'oxygenSaturationPercent',
  '188740': 'heightCm',
  '188736': 'weightKg',
}

/** What an observation measures; its own code where nothing is known of it, so that a remark can name it. */
export function valueOfObservation(code: string): string {
  return codes[code.trim()] ?? code.trim()
}

/** An identifier of a person (PID-3), as told: the number, and the type by which the sender names it. */
type ToldIdentifier = { number: string; type: string }

/** Whom a message says it is about. Numbers are as written, without blanks. */
export type ToldPerson = {
  idNumber?: string | undefined
  healthRecordNumber?: string | undefined
  serviceCard?: string | undefined
  name?: string | undefined
  /** `YYYY-MM-DD` */
  birthDate?: string | undefined
}

/**
 * Sorts identifiers by what they look like, because senders name the types differently: eighteen places are an identity
 * number, seventeen digits a health record's (居民健康档案编码), and a service card's begins with QY-.
 */
export function personOfIdentifiers(identifiers: readonly ToldIdentifier[]): ToldPerson {
  const person: ToldPerson = {}
  for (const { number } of identifiers) {
    const text = number.replace(/\s/g, '').toUpperCase()
    if (/^\d{17}[\dX]$/.test(text)) person.idNumber ??= text
    else if (/^QY(-[0-9A-Z]{4}){4}$/.test(text)) person.serviceCard ??= text
    else if (/^\d{17}$/.test(text)) person.healthRecordNumber ??= text
  }
  return person
}
