// The calendar of a plan: its weeks from Monday to Sunday, and the marks that occur in it. Pure; the twin of
// generator/paper/calendar.py.

import { dayOf, isoOf, weekdayOf } from "./dates.js"
import { inside } from "./say.js"
/** @import { Spoken } from "./sentences.js" */
/** @import { Say } from "./say.js" */

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
