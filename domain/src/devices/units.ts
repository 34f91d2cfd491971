/** Millimetres of mercury in a kilopascal: one is 133.322 Pa. Source: ISO 80000-4. */
export const MMHG_IN_KPA = 7.50062
/** Milligrams in a decilitre for each millimole of glucose (180.16 g/mol) in a litre. */
export const MG_DL_IN_MMOL_L = 18.016
/** The international pound and inch, exact. Source: the yard and pound agreement of 1959. */
export const KG_IN_POUND = 0.45359237
export const CM_IN_INCH = 2.54
