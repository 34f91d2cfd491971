/**
 * Columns that name a resident and do not follow by themselves when two records are made one, with why. Every other
 * foreign key to residents is found in the catalogue and moved (migration 0041); a test holds this list against it.
 */
export const mergedInTheirOwnWay: Readonly<Record<string, string>> = {
  'residents.merged_into_id': 'says that they are merged',
  'households.head_id': 'the household that the dropped one headed is left without a head',
  'household_memberships.resident_id': 'the kept one lives where they live; the other place ends',
  'resident_versions.resident_id': 'earlier states of the dropped record are its own, numbered with it',
  'resident_merges.kept_id': 'earlier merges stay as they were decided',
  'resident_merges.dropped_id': 'earlier merges stay as they were decided',
  'distinct_residents.first_id': 'decisions about pairs of records',
  'distinct_residents.second_id': 'decisions about pairs of records',
  'resident_populations.resident_id': 'a place on a list that the kept one has too is not doubled',
  'agreement_members.resident_id': 'only where the kept one is not covered in the same days',
  'agreement_fees.resident_id': 'goes with the part in the agreement',
  'agreement_events.resident_id': 'goes with the part in the agreement',
  'service_cards.resident_id': 'one valid card a person',
  'resident_duties.resident_id': 'follows from the facts, computed anew',
  'resident_standing.resident_id': 'follows from the facts, computed anew',
  'register_import_rows.resident_id': 'what a register said when it was imported',
  'register_import_changes.resident_id': 'what an import changed, by which it is undone',
  'register_import_choices.resident_id': 'what somebody chose in an import',
  'examination_parts.resident_id': 'goes with the invitation to the examination day',
  'audit_entries.resident_id': 'sealed: who saw or changed which record',
}
