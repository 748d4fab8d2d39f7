// What the view shows of a plan, besides its calendar. Pure; from the plan in words, as generator/paper/documents/plan.py
// and generator/report/evidence.py make it for paper.
/**
 * @import { Say } from "./say.js"
 * @import { Request, Slot, Spoken } from "./sentences.js"
 * @import { Plan } from "./types.js"
 */
import { dayOf, isoOf, weekdayOf } from "./planner/border.js"
import { capital, inside } from "./say.js"
import { mocks } from "./sentences.js"

// The calendar of a plan: its weeks from Monday to Sunday, and the marks that occur in it. Pure; the twin of
// generator/paper/calendar.py.
/** @typedef {Spoken["sessions"][number]} Session a session in words */

/**
 * Sessions of one kind on a day. `rounds` are the titles of their rounds, `sessions` the sessions themselves.
 * @typedef {{mark: string, label: string, rounds: string, sessions: Session[]}} Entry
 */
/**
 * A day. `state` is out (of the plan), free, away, busy or interview; `interview` names the interviews on that day.
 * @typedef {{iso: string, label: string, state: string, interview: string, entries: Entry[]}} Day
 */
/** @typedef {{n: number, label: string, dates: string, phases: string, days: Day[]}} Week */
/** @typedef {{mark: string, label: string, meaning: string}} LegendEntry */

const MARKS = ["baseline", "drill", "loop", "final", "paid", "easy", "micro"]

/**
 * The ISO date some days after another.
 * @param {string} iso
 * @param {number} days
 */
export const after = (iso, days) => isoOf(dayOf(iso) + days)

/**
 * How many days lie between two ISO dates.
 * @param {string} first
 * @param {string} last
 */
export const between = (first, last) => dayOf(last) - dayOf(first)

/**
 * The Monday of a day's week.
 * @param {string} iso
 */
const monday = iso => after(iso, -weekdayOf(dayOf(iso)))

/**
 * The short names of the weekdays, from Monday.
 * @param {Say} say
 */
export const weekdays = say => [0, 1, 2, 3, 4, 5, 6].map(n => say.date(after("2024-01-01", n), "weekday"))

/**
 * The weeks of a plan, from the current one on. The first day that is shown names its month.
 * @param {Say} say
 * @param {Spoken} data the plan in words
 * @param {readonly string[]} away days on which the candidate is away
 * @returns {Week[]}
 */
export function weeksOf(say, data, away = []) {
  const ahead = data.weeks.filter(week => week.last >= data.today)
  return ahead.map(({ n, first, last }, at) => ({
    n,
    label: say.week(n),
    dates: say.span(first, last),
    phases: phases(say, data, first, last),
    days: [0, 1, 2, 3, 4, 5, 6].map(day => {
      const iso = after(monday(first), day)
      return calendarDay(say, data, iso, { named: at === 0 && day === 0, away: away.includes(iso) })
    }),
  }))
}

/**
 * The phases that a week belongs to: “Measure, then drills”.
 * @param {Say} say
 * @param {Spoken} data
 * @param {string} first
 * @param {string} last
 */
function phases(say, data, first, last) {
  const titles = data.phases.filter(phase => phase.first <= last && phase.last >= first).map(phase => phase.title)
  return titles.reduce((said, title) => said ? say.say("phase.then", { first: said, next: inside(title) }) : title, "")
}

/**
 * @param {Say} say
 * @param {Spoken} data
 * @param {string} iso
 * @param {{named: boolean, away: boolean}} how
 * @returns {Day}
 */
function calendarDay(say, data, iso, { named, away }) {
  const first = data.first > data.today ? data.first : data.today
  const entries = entriesOf(say, data.sessions.filter(session => session.date === iso))
  const interview = data.interviews.filter(each => each.date === iso).map(each => each.name).join(", ")
  const within = iso >= first && iso <= data.interview
  return {
    iso,
    label: named || iso.endsWith("-01") || iso === first || iso === data.interview
      ? say.date(iso, "day-short")
      : String(Number(iso.slice(8))),
    state: !within ? "out" : interview ? "interview" : entries.length ? "busy" : away ? "away" : "free",
    interview,
    entries,
  }
}

/**
 * Sessions of a day, those of one kind in a row together: a round that occurs twice is counted.
 * @param {Say} say
 * @param {readonly Session[]} sessions
 * @returns {Entry[]}
 */
function entriesOf(say, sessions) {
  /** @type {Entry[]} */
  const entries = []
  for (const session of sessions) {
    const label = session.kind === "micro" ? say.say("kind.micro.short") : session.label
    const last = entries[entries.length - 1]
    if (last?.label === label) last.sessions.push(session)
    else entries.push({ mark: session.kind, label, rounds: "", sessions: [session] })
  }
  for (const entry of entries) {
    /** @type {Map<string, number>} */
    const counts = new Map()
    for (const { title } of entry.sessions) counts.set(title, (counts.get(title) ?? 0) + 1)
    entry.rounds = [...counts]
      .map(([round, count]) => count === 1 ? round : say.say("session.rounds", { round, count }))
      .join(", ")
  }
  return entries
}

/**
 * The marks that occur, each with its name and what it means.
 * @param {Say} say
 * @param {readonly Session[]} sessions
 * @returns {LegendEntry[]}
 */
export const legend = (say, sessions) =>
  MARKS.filter(mark => sessions.some(session => session.kind === mark))
    .map(mark => ({ mark, label: say.kind(mark), meaning: say.say(`kind.${mark}.meaning`) }))

/** Empty rows of the log beyond the planned mocks. */
const SPARE_ROWS = 5
/** What in the form helps with a note, by the note's code. */
const REMEDIES = new Map([
  ["no-room", "days"], ["full-mocks", "days"], ["unrated", "confidence"], ["start", "start"], ["much", "partners"],
  ["not-planned", "rounds"], ["aims-at-last", "interview"],
])
/** The fields of the form whose names differ from what they help with. */
const FIELDS = new Map([["confidence", "rounds"]])
/** Reasons against which no field of the form helps. */
const HOPELESS = ["too-near", "no-question"]
/**
 * How long a plan is, in weeks from two weeks on: 4 weeks, 9 days.
 * @param {Say} say
 * @param {Spoken} data
 */
export function length(say, data) {
  const days = between(data.first > data.today ? data.first : data.today, data.interview)
  return days < 14 ? say.counted("day", days) : say.say("view.weeks", { count: Math.round(days / 7) })
}

/**
 * The plan in one line: 4 weeks, 20 mocks, 1 full mock, 21.5 hours.
 * @param {Say} say
 * @param {Spoken} data
 */
export function totals(say, data) {
  const count = mocks(data).length
  const micro = data.sessions.length - count
  const minutes = data.sessions.reduce((sum, session) => sum + session.minutes, 0)
  return [
    length(say, data),
    say.counted("mock", count),
    micro ? say.counted("micro", micro) : "",
    data.full_mocks.planned ? say.say("view.full-mocks", { count: data.full_mocks.planned }) : "",
    minutes ? say.hours(minutes) : "",
  ].filter(Boolean).join(", ")
}

/**
 * What is said aloud after a change: Plan of 4 weeks, 20 mocks.
 * @param {Say} say
 * @param {Spoken} data
 */
export const aloud = (say, data) =>
  say.say("view.aloud", { length: length(say, data), mocks: say.counted("mock", mocks(data).length) })

/**
 * The notes of a plan, each with what helps and the field of the form for it; both are empty where nothing would help.
 * @param {Plan["notes"]} facts
 * @param {readonly {code: string, text: string}[]} notes
 * @returns {{text: string, remedy: string, field: string}[]}
 */
export function withRemedies(facts, notes) {
  const left = [...facts]
  return notes.map(({ code, text }) => {
    const [fact] = left.splice(left.findIndex(each => each.code === code), 1)
    const hopeless = "reason" in fact && HOPELESS.includes(fact.reason)
    const remedy = hopeless ? "" : REMEDIES.get(code) ?? ""
    return { text, remedy, field: FIELDS.get(remedy) ?? remedy }
  })
}

/**
 * How long a session is, in which form, and who runs it: 30 min, short form, Sam.
 * @param {Say} say
 * @param {Session} session
 */
export const time = (say, { form, minutes, who }) =>
  say.say(form === "short" ? "session.short-length" : "session.length", { minutes, partner: who })

/**
 * The goal of a session, or its exercise.
 * @param {Say} say
 * @param {Session} session
 */
export const goal = (say, { exercise_title: exercise, goal_text: text }) =>
  exercise ? say.say("session.exercise", { exercise }) : text

/**
 * The mocks of the log, by date.
 * @param {Say} say
 * @param {Spoken} data
 */
export const logged = (say, data) => data.done.map(entry => ({
  date: say.date(entry.date),
  session: entry.session,
  what: say.kind(entry.kind),
  round: (data.rounds[entry.round] ?? data.logged[entry.round]).title,
  before: String(entry.before),
  after: String(entry.after),
  step: say.say("confidence.step-of-5", { before: entry.before, after: entry.after }),
  fix: entry.fix,
}))

/**
 * Every criterion with its evidence and the session that tests it next.
 * @param {Say} say
 * @param {Spoken} data
 */
export function criteria(say, data) {
  const dates = new Map(data.sessions.map(session => [session.id, say.date(session.date)]))
  return data.criteria.map(({ text, state, evidence, session }) => ({
    text, state, evidence, label: say.say(`state.${state}`), next: session, when: dates.get(session) ?? "",
  }))
}

/**
 * A message as one text, to be sent as it is.
 * @param {Say} say
 * @param {Request} request
 */
export const message = (say, { opening, slots, close }) => [
  ...opening, slots.map(slot => slotLine(say, slot)).join("\n"), ...close,
].join("\n\n")

/**
 * A date of a message in one line.
 * @param {Say} say
 * @param {Slot} slot
 */
export const slotLine = (say, { date, what, minutes, id }) => say.say("page.slot", { date, what, minutes, id })

/**
 * The facts under the heading of a printed plan: a label and its lines.
 * @param {Say} say
 * @param {Spoken} data
 * @param {readonly Request[]} requests
 * @returns {[string, string[]][]}
 */
export function cover(say, data, requests) {
  const days = data.interviews.map(({ date, label }) => {
    const on = say.date(date, "full")
    return label ? say.say("plan.interview", { date: on, label }) : on
  })
  const count = say.counted("mock", mocks(data).length)
  const micro = data.sessions.length - mocks(data).length
  const practice = micro ? say.say("plan.practice", { mocks: count, micro: say.counted("micro", micro) }) : count
  const asked = say.listed(requests.map(each => say.say("plan.time-of", { time: each.time, name: each.called })))
  const back = say.listed(
    requests.filter(each => each.back).map(each => say.say("plan.time-for", { time: each.back, name: each.called }))
  )
  const arranged = say.adjustments(data.candidate.adjustments)
  /** @type {[string, string[]][]} */
  const facts = [
    [say.say("label.cover.interviews", { count: days.length }), days],
    [say.say("label.cover.practice"), [practice]],
    [say.say("label.cover.rounds"), [Object.values(data.rounds).map(each => each.title).join(", ")]],
    [say.say("label.cover.asked"), [asked || say.say("plan.no-time")]],
  ]
  if (back) facts.push([say.say("label.cover.back"), [back]])
  if (arranged.length) facts.push([say.say("label.cover.arranged"), [capital(arranged.join(", "))]])
  return facts
}

/**
 * The rounds to begin with. It promises drills only if each of them has one ahead.
 * @param {Say} say
 * @param {Spoken} data
 */
export function weakest(say, data) {
  const first = data.ranked.slice(0, 2)
  const drilled = first.every(({ round }) => data.sessions.some(each => each.kind === "drill" && each.round === round))
  const key = !drilled ? "" : data.done.length ? "-next-drills" : "-first-drills"
  return say.say(`plan.weakest${key}`, { count: first.length, rounds: say.listed(first.map(each => each.title)) })
}

/**
 * A line for each level of confidence, and what a low one means.
 * @param {Say} say
 */
export const confidenceLines = say => [
  ...say.confidence().map((text, at) => say.say("confidence.line", { value: at + 1, text })),
  say.say("confidence.under-4"),
]

/**
 * The rows of the printed log: what is logged, a row for each mock ahead, and some to spare.
 * @param {Say} say
 * @param {Spoken} data
 * @returns {string[][]}
 */
export const logRows = (say, data) => [
  ...logged(say, data).map(each => [each.date, each.session || each.round, each.before, each.after, each.fix]),
  ...mocks(data).map(session => ["", session.id, "", "", ""]),
  ...Array.from({ length: SPARE_ROWS }, () => ["", "", "", "", ""]),
]

/**
 * What the two days before the interview bring.
 * @param {Say} say
 * @param {Spoken} data
 */
export const lastDays = (say, data) => [2, 1].map(before => {
  const day = after(data.interview, -before)
  return { date: say.date(day, "full"), what: lastDay(say, data.sessions.filter(session => session.date === day)) }
})

/**
 * @param {Say} say
 * @param {readonly Session[]} sessions
 */
function lastDay(say, sessions) {
  if (!sessions.length) return say.say("plan.nothing")
  const said = sessions.map(({ what, title, minutes, kind, id }) => {
    const values = { what, round: title, length: say.minutes(minutes, { full: true }) }
    return kind === "micro" ? say.say("plan.last-micro", values) : say.say("plan.last-session", { ...values, session: id })
  })
  return say.say("plan.last-day", { sessions: say.listed(said) })
}

/**
 * The text at the foot of each printed page.
 * @param {Say} say
 * @param {Spoken} data
 */
export function footer(say, { candidate: { name }, today, fingerprint }) {
  const letters = [...name]
  const short = letters.length <= 45 ? name : `${letters.slice(0, 44).join("")}…`
  return say.say("plan.footer", { name: short, date: say.date(today, "full"), fingerprint })
}
