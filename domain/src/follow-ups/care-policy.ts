import { type ConstitutionGuidance, defaultConstitutionGuidance } from '../forms/tcm/constitution-guidance.ts'

/**
 * Intervals, limits and texts of the populations beside hypertension and diabetes, as a bureau's notice can set them.
 * Part of {@link FollowUpPolicy}, so it is dated like it.
 */
export type CarePolicy = {
  /** 严重精神障碍. */
  readonly severeMentalDisorder: {
    /** 不稳定: days within which the treatment is asked after. */
    readonly unstableWithinDays: number
    /** 基本稳定, first time: days until the next visit. */
    readonly basicallyStableWithinDays: number
    /** 基本稳定 again, tending to stable: months. */
    readonly improvingAfterMonths: number
    /** 基本稳定 again, no better: months until the visit under a psychiatrist's guidance. */
    readonly notImprovingAfterMonths: number
    /** 稳定: months. */
    readonly stableAfterMonths: number
    /** Danger grade from which somebody is unstable whatever else is found. */
    readonly unstableFromGrade: number
  }
  /** 肺结核. */
  readonly tuberculosis: {
    /** 推介转诊: days in which a suspect is asked by telephone; versions written before it have none. */
    readonly suspectAskWithinDays?: number | undefined
    /** Hours from the notice to the first home visit. */
    readonly firstVisitWithinHours: number
    /** Supervised by the family in the intensive phase: days to the next visit. */
    readonly familyIntensiveEveryDays: number
    /** Otherwise: months to the next visit. */
    readonly everyMonths: number
    /** Days to the follow-up of a referral. */
    readonly referralWithinDays: number
    /** Days without a dose from which the superior institution is told. */
    readonly reportFromDaysMissed: number
    /** 规则服药: share of the doses, in percent. */
    readonly regularFromPercent: number
  }
  /** 新生儿、孕产妇; versions written before it have none. */
  readonly motherAndChild?: MotherAndChildLimits | undefined
  /** 慢阻肺: the document of 2024 was not read, so every figure is a county's to set (docs/questions.md). */
  readonly copd: {
    readonly stableAfterMonths: number
    readonly returnWithinDays: number
    /** Oxygen saturation below which it is an emergency, in percent. */
    readonly emergencyBelowSpo2Percent: number
    /** A rise of the CAT score that counts as worse. */
    readonly worseFromCatPoints: number
  }
  /** 传染病. */
  readonly infectiousDisease: {
    /** Codes of diseases reported as class A (甲类及按甲类管理). */
    readonly asClassA: readonly string[]
    readonly classAWithinHours: number
    readonly othersWithinHours: number
    /** Days to the next visit of somebody ill at home. */
    readonly nextVisitWithinDays: number
  }
  /** 家庭病床: days between rounds where the plan says nothing else. */
  readonly homeBed: { readonly roundEveryDays: number }
  /** 老年人认知、情感粗筛: totals by which a scale is judged. */
  readonly elderlyScales: {
    /** 简易智力状态检查: at or below it, by schooling. */
    readonly mmseImpairedAtMost: {
      readonly illiterate: number
      readonly primary: number
      readonly secondary: number
    }
    /** 老年抑郁量表（30 题）: at or above it. */
    readonly depressedFrom: number
  }
  readonly constitutionGuidance: readonly ConstitutionGuidance[]
}

/** From where on a newborn or a pregnant woman is sent to a hospital. */
export type MotherAndChildLimits = {
  /** Heartbeats a minute of a newborn: below the first, above the second. */
  readonly newbornHeartRateFrom: number
  readonly newbornHeartRateTo: number
  /** Breaths a minute of a newborn, below which. */
  readonly newbornBreathsFrom: number
  /** 血红蛋白 in pregnancy, g/L, below which. */
  readonly severeAnaemiaBelowGL: number
}

/** Source: 新生儿访视技术规范（转诊）; 妊娠期铁缺乏和缺铁性贫血诊治指南; both *verify*, docs/questions.md. */
export const nationalMotherAndChildLimits: MotherAndChildLimits = {
  newbornHeartRateFrom: 100,
  newbornHeartRateTo: 160,
  newbornBreathsFrom: 20,
  severeAnaemiaBelowGL: 70,
}

/** 1周内电话随访. Source: N3-10 服务内容（一）; public-health-spec.md §12 (*verify*). */
export const SUSPECT_ASKED_WITHIN_DAYS = 7

/**
 * N3-09 and SMI2018 (public-health-spec.md §11), N3-10 (§12), N3-12 (§14). The figures for COPD, for the rounds of a home bed
 * and for the scales of the elderly are conventions of the project until a county sets its own.
 */
export const nationalCarePolicy: CarePolicy = {
  severeMentalDisorder: {
    unstableWithinDays: 14,
    basicallyStableWithinDays: 14,
    improvingAfterMonths: 3,
    notImprovingAfterMonths: 1,
    stableAfterMonths: 3,
    unstableFromGrade: 3,
  },
  tuberculosis: {
    suspectAskWithinDays: SUSPECT_ASKED_WITHIN_DAYS,
    firstVisitWithinHours: 72,
    familyIntensiveEveryDays: 10,
    everyMonths: 1,
    referralWithinDays: 14,
    reportFromDaysMissed: 7,
    regularFromPercent: 90,
  },
  motherAndChild: nationalMotherAndChildLimits,
  copd: {
    stableAfterMonths: 3,
    returnWithinDays: 14,
    emergencyBelowSpo2Percent: 90,
    worseFromCatPoints: 2,
  },
  infectiousDisease: {
    asClassA: ['plague', 'cholera', 'sars', 'pulmonary-anthrax'],
    classAWithinHours: 2,
    othersWithinHours: 24,
    nextVisitWithinDays: 7,
  },
  homeBed: { roundEveryDays: 7 },
  elderlyScales: {
    mmseImpairedAtMost: { illiterate: 17, primary: 20, secondary: 24 },
    depressedFrom: 11,
  },
  constitutionGuidance: defaultConstitutionGuidance,
}
