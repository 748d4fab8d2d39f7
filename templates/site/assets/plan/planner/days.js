// Work out the days of a plan: its weeks, template and phases, and what each day is for (rules 5, 6 and 8).
// Nothing is placed here. A weekday with 0 minutes counts as missing.
/**
 * @import { Day, PhaseTemplate, Template } from "../types.js"
 * @import { WholeCandidate } from "./border.js"
 */
import { weekdayOf } from "../dates.js"
import { WEEKDAYS } from "./border.js"
import { greatest, valueOf } from "./lists.js"

/** Days before the interview that only the easy mock may use (rule 11). */
export const LAST_DAYS = 2
/** A log can't make the first day earlier than this many days before the interview. */
const LOOKS_BACK = 84

/**
 * Return the first day of the plan: `start`, else the first day of the log, else today (rule 32).
 *
 * The first day of the log is at the earliest 84 days before the interview, and at the latest today.
 * @param {WholeCandidate} candidate
 * @param {Day} today
 * @param {readonly Day[]} [logged]
 * @returns {Day}
 */
export const firstDay = (candidate, today, logged = []) => {
  if (candidate.start !== null) return candidate.start
  if (!logged.length) return today
  const earliest = candidate.lastInterview - LOOKS_BACK
  return Math.min(Math.max(Math.min(...logged), earliest), today)
}

/**
 * Return weekday (0 is Monday) → minutes, for weekdays with minutes, Monday first.
 * @param {WholeCandidate} candidate
 * @returns {Map<number, number>}
 */
export const weekdayMinutes = candidate => {
  /** @type {Map<number, number>} */
  const minutes = new Map()
  WEEKDAYS.forEach((name, n) => {
    const free = candidate.days[name]
    if (free) minutes.set(n, free)
  })
  return minutes
}

/**
 * Return the number of a day's week; week 1 is the Monday-to-Sunday week that contains `first` (rule 5).
 * @param {Day} day
 * @param {Day} first
 * @returns {number}
 */
export const weekOf = (day, first) => mondays(day) - mondays(first) + 1

/**
 * Return the number of Mondays up to a day. 29 December 1969 is a Monday.
 * @param {Day} day
 */
const mondays = day => Math.floor((day + 3) / 7)

/**
 * Return the id of the template: the candidate's own, else the one with the greatest `from` that fits (rule 6).
 * @param {Readonly<Record<string, Template>>} plans
 * @param {WholeCandidate} candidate
 * @param {Day} first
 * @returns {string}
 */
export const chooseTemplate = (plans, candidate, first) => {
  if (candidate.plan) return candidate.plan
  const days = candidate.lastInterview - first
  const fitting = Object.keys(plans).filter(id => plans[id].from <= days)
  return greatest(fitting, id => plans[id].from)
}

/**
 * A phase of the template with its days.
 * @typedef {{template: PhaseTemplate, first: Day, last: Day}} PhaseDays
 */

/**
 * Return every phase with its days, from the first day to the day before the interview (rule 6).
 *
 * Phases before the stretching one are counted from the first day, those after it backwards from the interview. If they
 * overlap, the later one keeps its days. A phase without days is omitted.
 * @param {Template} template
 * @param {Day} first
 * @param {Day} interview
 * @returns {PhaseDays[]}
 */
export const layPhases = (template, first, interview) => {
  const phases = template.phases
  const middle = phases.findIndex(phase => phase.stretch)
  /** @type {number[]} */
  const starts = []
  starts[phases.length] = interview - first
  for (let n = phases.length - 1; n > middle; n -= 1) starts[n] = Math.max(starts[n + 1] - phases[n].days, 0)
  starts[0] = 0
  for (let n = 0; n < middle; n += 1) starts[n + 1] = Math.min(starts[n] + phases[n].days, starts[middle + 1])
  return phases
    .map((phase, n) => ({ template: phase, first: first + starts[n], last: first + starts[n + 1] - 1 }))
    .filter(phase => phase.first <= phase.last)
}

/** The days from the first to the interview, by kind. The days of each kind are in order. */
export class Days {
  /**
   * @param {object} given
   * @param {Day} given.first
   * @param {Day} given.today
   * @param {Day} given.begin the later of the first day and today: nothing is placed before it
   * @param {Day} given.interview
   * @param {ReadonlyMap<number, number>} given.weekdays weekday (0 is Monday) → minutes, Monday first
   * @param {readonly PhaseDays[]} given.phases
   * @param {Day} given.notice nobody is asked before this day (rule 8)
   * @param {Day} given.opening the day on which the candidate begins (rule 8)
   * @param {readonly Day[]} given.usable days on which practice is possible, including past ones
   * @param {readonly Day[]} given.baseline usable days for baselines, including past ones (rule 10)
   * @param {ReadonlyMap<Day, number>} given.free usable days from `begin` on → their minutes before anything is placed
   * @param {readonly Day[]} given.work free days at least 3 days before the interview
   * @param {readonly Day[]} given.mock work days that can have a mock
   * @param {ReadonlySet<Day>} given.eves the days before each interview except the last
   */
  constructor(given) {
    this.given = given
    this.first = given.first
    this.today = given.today
    this.begin = given.begin
    this.interview = given.interview
    this.weekdays = given.weekdays
    this.phases = given.phases
    this.notice = given.notice
    this.opening = given.opening
    this.usable = given.usable
    this.baseline = given.baseline
    this.free = given.free
    this.work = given.work
    this.mock = given.mock
    this.eves = given.eves
    /** The minutes of the longest mock day, or 0 if there is none. */
    this.longest = Math.max(0, ...given.mock.map(day => this.freeMinutes(day)))
  }

  /**
   * Return the minutes of a free day before anything is placed, or 0 for any other day.
   * @param {Day} day
   * @returns {number}
   */
  freeMinutes(day) {
    return this.free.get(day) ?? 0
  }

  /**
   * Return the minutes of a day's weekday.
   * @param {Day} day
   * @returns {number}
   */
  minutes(day) {
    return valueOf(this.weekdays, weekdayOf(day))
  }

  /**
   * Return the number of a day's week (rule 5).
   * @param {Day} day
   * @returns {number}
   */
  week(day) {
    return weekOf(day, this.first)
  }

  /**
   * Return the phase that contains a day from the first day to the day before the interview.
   * @param {Day} day
   * @returns {PhaseTemplate}
   */
  phase(day) {
    const found = this.phases.find(phase => phase.first <= day && day <= phase.last)
    if (!found) throw new RangeError("the day is in no phase")
    return found.template
  }

  /**
   * Return the days with today's minutes reduced by `minutes`, but not below 0.
   * @param {number} minutes
   * @returns {Days}
   */
  lessToday(minutes) {
    if (!minutes || !this.free.has(this.today)) return this
    const left = Math.max(0, this.freeMinutes(this.today) - minutes)
    return new Days({ ...this.given, free: new Map(this.free).set(this.today, left) })
  }
}

/**
 * Return the days of a plan, as if nothing were logged today.
 *
 * The interview must be later than the first day and today.
 * @param {WholeCandidate} candidate
 * @param {Template} template
 * @param {Day} first
 * @param {Day} today
 * @returns {Days}
 */
export const makeDays = (candidate, template, first, today) => {
  const interview = candidate.lastInterview
  const weekdays = weekdayMinutes(candidate)
  const begin = Math.max(first, today)
  const interviews = new Set(candidate.interviews.map(each => each.date))
  const usable = []
  for (let day = first; day < interview; day += 1) {
    if (weekdays.has(weekdayOf(day)) && !candidate.away.has(day) && !interviews.has(day)) usable.push(day)
  }
  const eves = new Set([...interviews].filter(date => date !== interview).map(date => date - 1))
  const notice = first + template.notice
  const opens = opening(candidate, usable, first, notice, interview - (LAST_DAYS + 1))
  const free = new Map(usable.filter(day => day >= begin).map(day => [day, valueOf(weekdays, weekdayOf(day))]))
  const work = [...free.keys()].filter(day => interview - day > LAST_DAYS)
  return new Days({
    first,
    today,
    begin,
    interview,
    weekdays,
    phases: layPhases(template, first, interview),
    notice,
    opening: opens,
    usable,
    baseline: usable.filter(day => day >= opens && interview - day > LAST_DAYS && !eves.has(day)),
    free,
    work,
    mock: work.filter(day => day >= opens && !eves.has(day)),
    eves,
  })
}

/**
 * Return the day on which the candidate begins to practise (rule 8).
 * @param {WholeCandidate} candidate
 * @param {readonly Day[]} usable
 * @param {Day} first
 * @param {Day} notice
 * @param {Day} lastWorkDay
 * @returns {Day}
 */
const opening = (candidate, usable, first, notice, lastWorkDay) => {
  const partners = candidate.partners
  const waits = (partners.peer.length || partners.friend.length) && !partners.llm
  return waits && usable.some(day => notice <= day && day <= lastWorkDay) ? notice : first
}
