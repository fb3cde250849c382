// The form's fields as the JSON of `POST /api/v1/reports`.

const WORDS = ['kind', 'story', 'place', 'step', 'factor_words', 'caught_words', 'intent', 'impact', 'workaround', 'seen_before', 'effect', 'could_have', 'idea', 'share', 'receipt_verifier']
const TICKS = ['one_level_up', 'still_dangerous']
const TILES = ['factors', 'caught_by']

/** `fields` as the form would send them, `action` as its address: the place may stand in it. */
export function reportOf(fields, action) {
  const text = (name) => fields.get(name) || null
  const report = {}
  for (const name of WORDS) if (text(name)) report[name] = text(name)
  for (const name of TICKS) report[name] = fields.has(name)
  for (const name of TILES) report[name] = fields.getAll(name).map(Number)
  if (text('when')) report.when = { choice: text('when'), date: text('when') === 'date' ? text('date') : null }
  if (text('reporter')) report.reporter = { mode: text('reporter'), name: text('name'), contact: text('contact') }
  const place = /^\/tell\/([^/?]+)/.exec(action)?.[1]
  if (place) report.place = decodeURIComponent(place)
  return report
}

/** Names of fields that travel; a test compares them with the form. */
export const TRAVELS = [...WORDS, ...TICKS, ...TILES, 'when', 'date', 'reporter', 'name', 'contact']
