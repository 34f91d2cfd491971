import type { FormValues } from '../forms/form.ts'

/** Every box of a healthy woman's 个人基本信息表. */
export const whole: FormValues = {
  bloodAbo: 1,
  bloodRh: 2,
  education: 8,
  occupation: 4,
  maritalStatus: 2,
  paymentMethods: [2],
  drugAllergies: [1],
  exposures: [1],
  pastDiseases: [1],
  hadSurgery: 1,
  hadInjury: 1,
  hadTransfusion: 1,
  fatherDiseases: [1],
  motherDiseases: [1],
  siblingsDiseases: [1],
  childrenDiseases: [1],
  hasGeneticDisease: 1,
  disabilities: [1],
  kitchenExhaust: 2,
  fuel: 1,
  water: 1,
  toilet: 1,
  livestockPen: 1,
}
