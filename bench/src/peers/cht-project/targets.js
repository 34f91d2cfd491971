// Three indicators, so that targets are computed as CHT's users do.
var START = Date.UTC(2025, 6, 1)
function has(tag) {
  return (c) => c.contact && c.contact.tags && c.contact.tags.indexOf(tag) >= 0
}
function pressures(c) {
  return c.reports.filter((report) => report.form === 'htn_followup' && report.reported_date >= START)
}
function latest(c) {
  return pressures(c).reduce(
    (found, report) => (!found || report.reported_date > found.reported_date ? report : found),
    null,
  )
}
function percent(id, appliesIf, passesIf) {
  return {
    id: id,
    type: 'percent',
    icon: 'icon',
    goal: 60,
    translation_key: `t.${id}`,
    subtitle_translation_key: 't.s',
    appliesTo: 'contacts',
    appliesToType: ['person'],
    appliesIf: appliesIf,
    passesIf: passesIf,
    date: 'now',
    idType: 'contact',
  }
}
module.exports = [
  percent(
    'signed',
    () => true,
    (c) => !!c.contact.signed_on,
  ),
  percent('htn-managed', has('hypertension'), (c) => pressures(c).length >= 4),
  percent('htn-control', has('hypertension'), (c) => {
    var last = latest(c)
    return !!last && last.fields.sbp < 140 && last.fields.dbp < 90
  }),
]
