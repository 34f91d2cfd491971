// Four schedules as a CHT project writes them: quarterly visits for hypertension and diabetes, a yearly examination
// from 65, child visits. Signed residents only, year from 2025-07-01.
var DAY = 24 * 60 * 60 * 1000
var YEAR_START = Date.UTC(2025, 6, 1)
function quarters(name) {
  return [0, 1, 2, 3].map((quarter) => ({
    id: name + '-q' + (quarter + 1),
    start: 30,
    end: 60,
    dueDate: () => new Date(YEAR_START + (quarter * 91 + 75) * DAY),
  }))
}
function signedWith(tag) {
  return (c) => c.contact && c.contact.tags && c.contact.tags.indexOf(tag) >= 0 && !!c.contact.signed_on
}
function schedule(name, tag, form, events) {
  return {
    name: name,
    icon: 'icon',
    title: 'task.' + name,
    appliesTo: 'contacts',
    appliesToType: ['person'],
    appliesIf: signedWith(tag),
    actions: [{ form: form }],
    events: events,
  }
}
module.exports = [
  schedule('htn', 'hypertension', 'htn_followup', quarters('htn')),
  schedule('dm', 'diabetes', 'dm_followup', quarters('dm')),
  schedule('exam', 'elderly', 'elder_exam', [
    {
      id: 'exam-y',
      start: 180,
      end: 180,
      dueDate: () => new Date(YEAR_START + 335 * DAY),
    },
  ]),
  schedule('child', 'child', 'child_visit', quarters('child')),
]
