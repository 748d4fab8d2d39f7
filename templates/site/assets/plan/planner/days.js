// The rounds of a plan and its days (rules 1 to 8). Nothing is placed here.
/**
 * @import { WholeCandidate, WholeEntry, WholeInterview } from "./border.js"
 * @import { Compared, Day, Handbook, PhaseTemplate, Reason, RoleLevel, Template } from "../types.js"
 */
import { by, count, greatest, own, unique, valueOf, weekdayOf, WEEKDAYS } from "./border.js"
import { confidenceNow, isStubborn, needs, ofRound } from "./history.js"

// Work out which rounds a candidate practises, how they rank, and until when (rules 1 to 4).
/** The confidence of a round without a rating (rule 4). */
export const UNRATED = 3

/**
 * The rounds of a plan.
 * @typedef {object} Rounds
 * @property {readonly string[]} planned round ids without duplicates, in the order of rule 1
 * @property {readonly string[]} steps round ids of a loop, in the order of the day; one may be repeated, there may be none
 * @property {readonly string[]} ofLast the rounds that the last interview means, steps or not; if none, those of the plan
 * @property {readonly string[]} over rounds of the candidate's list whose interviews are over
 * @property {ReadonlyMap<string, Day>} due round → the day of the first interview ahead that means it (rule 3)
 * @property {ReadonlyMap<string, Day>} until round → the day of the last interview ahead that means it (rule 3)
 * @property {readonly Day[]} alsoLoops days of earlier interviews ahead that mean all the steps
 *
 * A round with its place among the priorities.
 * @typedef {object} Ranked
 * @property {string} round
 * @property {number} confidence
 * @property {number} need
 * @property {number} weight
 * @property {Day} due
 * @property {Day} until
 * @property {boolean} stubborn
 * @property {Reason[]} why
 */

/**
 * Return the candidate's interviews by date.
 * @param {WholeCandidate} candidate
 * @returns {WholeInterview[]}
 */
export const interviewsOf = candidate => {
  if (candidate.interviews.length) return [...candidate.interviews].sort(by(each => each.date))
  return [{ date: candidate.lastInterview, label: "", rounds: [] }]
}

/**
 * Return the candidate's role at the level, if the handbook has both.
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @returns {RoleLevel | undefined}
 */
const levelOf = (handbook, candidate) =>
  own(handbook.roles, candidate.role)?.levels.find(each => each.id === candidate.level)

/**
 * Return the candidate's own rounds, else the role's loop with each round as often as it comes (rule 1).
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @returns {readonly string[]}
 */
export const baseRounds = (handbook, candidate) => {
  if (candidate.rounds.length) return candidate.rounds
  const loop = levelOf(handbook, candidate)?.loop ?? []
  return loop.flatMap(place => /** @type {string[]} */ (Array(place.times).fill(place.round)))
}

/**
 * Return the rounds that the interviews of a day mean together, in the order of the file (rule 1).
 *
 * An interview means the rounds it names. If it names none, it means the base rounds that are in a loop or that no
 * interview names, without those that the other interviews of that day mean already.
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @param {Day} day
 * @returns {string[]}
 */
const meantOn = (handbook, candidate, day) => {
  const named = new Set(candidate.interviews.flatMap(each => each.rounds))
  const ofDay = interviewsOf(candidate).filter(each => each.date === day)
  const namedThatDay = new Set(ofDay.flatMap(each => each.rounds))
  /** @type {string[]} */
  const rounds = []
  for (const interview of ofDay) {
    rounds.push(...interview.rounds)
    if (!interview.rounds.length) {
      const had = new Set([...namedThatDay, ...rounds])
      const base = baseRounds(handbook, candidate).filter(each => !had.has(each))
      rounds.push(...base.filter(each => !named.has(each) || handbook.rounds[each].in_loop))
    }
  }
  return rounds
}

/**
 * Return which rounds are practised from `begin` on, and until when (rules 1 to 3).
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @param {Day} begin
 * @returns {Rounds}
 */
export const settleRounds = (handbook, candidate, begin) => {
  const days = unique(interviewsOf(candidate).map(each => each.date))
  const last = days[days.length - 1]
  const meant = new Map(days.map(day => [day, meantOn(handbook, candidate, day)]))
  const meantOnDay = (/** @type {Day} */ day) => valueOf(meant, day)
  const ahead = days.filter(day => day > begin)
  const named = new Set(candidate.interviews.flatMap(each => each.rounds))
  const stillMeant = new Set(ahead.flatMap(meantOnDay))

  let over = unique(candidate.rounds).filter(each => named.has(each) && !stillMeant.has(each))
  const practised = candidate.rounds.filter(each => !over.includes(each))
  practised.push(...meantOnDay(last))
  for (const day of ahead) if (day !== last) practised.push(...meantOnDay(day))
  const screen = levelOf(handbook, candidate)?.screen.map(place => place.round) ?? []
  practised.push(...screen.filter(each => candidate.confidence.has(each) && !named.has(each)))
  let planned = unique(practised)
  let ofLast = meantOnDay(last)
  if (!planned.length) {
    planned = unique(baseRounds(handbook, candidate))
    over = []
    ofLast = planned
  }

  /** @type {Map<string, Day>} */
  const due = new Map()
  /** @type {Map<string, Day>} */
  const until = new Map()
  for (const roundId of planned) {
    const dates = ahead.filter(day => meantOnDay(day).includes(roundId))
    due.set(roundId, dates[0] ?? last)
    until.set(roundId, dates[dates.length - 1] ?? last)
  }
  const steps = meantOnDay(last).filter(each => handbook.rounds[each].in_loop)
  const alsoLoops = ahead.filter(
    day => steps.length && day !== last && steps.every(each => meantOnDay(day).includes(each)))
  return { planned, steps, ofLast, over, due, until, alsoLoops }
}

/**
 * Return round → the role's weight times the number of steps, both at least 1 (rule 2).
 *
 * The role's weight is the greatest in its loop and its screen.
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @param {Rounds} rounds
 * @returns {Map<string, number>}
 */
const weights = (handbook, candidate, rounds) => {
  const level = levelOf(handbook, candidate)
  /** @type {Map<string, number>} */
  const ofRole = new Map()
  for (const place of level ? [...level.loop, ...level.screen] : []) {
    ofRole.set(place.round, Math.max(place.weight, ofRole.get(place.round) ?? 1))
  }
  return new Map(rounds.planned.map(each => {
    const times = count(rounds.steps, step => step === each)
    return [each, (ofRole.get(each) ?? 1) * Math.max(1, times)]
  }))
}

/**
 * Rank the rounds of a plan: by need ascending, weight descending, then the order of rule 1 (rules 2 and 4).
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @param {Rounds} rounds
 * @param {readonly WholeEntry[]} log
 * @returns {Ranked[]}
 */
export const rankRounds = (handbook, candidate, rounds, log) => {
  const unrated = rounds.planned.map(each => /** @type {[string, number]} */ ([each, UNRATED]))
  const confidence = new Map([...unrated, ...confidenceNow(candidate.confidence, log)])
  const need = needs(handbook.rounds, candidate.level, confidence, log)
  const weight = weights(handbook, candidate, rounds)
  const all = [...weight.values()]
  return rounds.planned.map(each => {
    const [ownNeed, ownWeight] = [valueOf(need, each), valueOf(weight, each)]
    return {
      round: each,
      confidence: valueOf(confidence, each),
      need: ownNeed,
      weight: ownWeight,
      due: valueOf(rounds.due, each),
      until: valueOf(rounds.until, each),
      stubborn: isStubborn(log, each, ownNeed),
      why: [rating(candidate, each, ownNeed, log), compared(ownWeight, all)],
    }
  }).sort(by(each => each.need, each => -each.weight))
}

/**
 * @param {WholeCandidate} candidate
 * @param {string} roundId
 * @param {number} need
 * @param {readonly WholeEntry[]} log
 * @returns {Reason}
 */
const rating = (candidate, roundId, need, log) => {
  const last = ofRound(log, roundId).at(-1)
  const rated = candidate.confidence.get(roundId)
  if (!last) return rated === undefined ? { code: "unrated", confidence: UNRATED } : { code: "rated", confidence: rated }
  const mocks = ofRound(log, roundId).length
  if (need < last.after) return { code: "failed", mocks, confidence: last.after, need }
  return { code: "logged", mocks, confidence: last.after }
}

/**
 * @param {number} weight
 * @param {readonly number[]} others
 * @returns {Reason}
 */
const compared = (weight, others) => {
  const alone = count(others, each => each === weight) === 1
  const [lightest, heaviest] = [Math.min(...others), Math.max(...others)]
  /** @type {Compared} */
  let how = "between"
  if (others.length === 1) how = "only"
  else if (lightest === heaviest) how = "same"
  else if (weight === heaviest) how = alone ? "heaviest" : "among-heaviest"
  else if (weight === lightest) how = alone ? "lightest" : "among-lightest"
  return { code: "weight", compared: how }
}

// Work out the days of a plan: its weeks, template and phases, and what each day is for (rules 5, 6 and 8).
// Nothing is placed here. A weekday with 0 minutes counts as missing.
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
const weekOf = (day, first) => mondays(day) - mondays(first) + 1

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
const layPhases = (template, first, interview) => {
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
