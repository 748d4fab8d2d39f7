// What a plan is made of: what is known at its start, and the schedule that fills up.
/**
 * @import { WholeCandidate, WholeEntry } from "./border.js"
 * @import { Days, Ranked, Rounds } from "./days.js"
 * @import { DoneMock, LoggedLoop } from "./history.js"
 * @import { Day, Form, Handbook, Partner, SessionKind, Template, Unplaced } from "../types.js"
 */
import { count, sum, valueOf } from "./border.js"
import { chooseTemplate, firstDay, makeDays, rankRounds, settleRounds } from "./days.js"
import { History, STRONG } from "./history.js"

// What is known before the first session is placed: the ranked rounds, the days, the minutes and the log.
/** How many of the weakest rounds have priority. */
const WEAKEST = 2

/** One candidate on one day. Minutes include the candidate's extra time. */
export class Situation {
  /**
   * @param {object} given
   * @param {Handbook} given.handbook
   * @param {WholeCandidate} given.candidate
   * @param {string} given.templateId
   * @param {Days} given.days
   * @param {Rounds} given.rounds
   * @param {readonly Ranked[]} given.ranked weakest first
   * @param {History} given.history
   */
  constructor(given) {
    this.given = given
    this.handbook = given.handbook
    this.candidate = given.candidate
    this.templateId = given.templateId
    /** @type {Template} */
    this.template = given.handbook.templates[given.templateId]
    this.days = given.days
    this.rounds = given.rounds
    this.ranked = given.ranked
    this.history = given.history
    /** The rounds, weakest first. */
    this.inOrder = given.ranked.map(each => each.round)
    /** The rounds, strongest first. */
    this.strongest = [...this.inOrder].reverse()
    this.places = new Map(this.inOrder.map((each, place) => [each, place]))
  }

  /**
   * Return the situation with other days.
   * @param {Days} days
   * @returns {Situation}
   */
  with(days) {
    return new Situation({ ...this.given, days })
  }

  /**
   * Return a round's rank, 0 for the weakest.
   * @param {string} roundId
   * @returns {number}
   */
  rank(roundId) {
    return valueOf(this.places, roundId)
  }

  /**
   * Return the day of the first interview ahead that means a round (rule 3).
   * @param {string} roundId
   * @returns {Day}
   */
  due(roundId) {
    return valueOf(this.rounds.due, roundId)
  }

  /**
   * Return the day of the last interview ahead that means a round (rule 3).
   * @param {string} roundId
   * @returns {Day}
   */
  until(roundId) {
    return valueOf(this.rounds.until, roundId)
  }

  /**
   * Return the two weakest of the rounds that continue after a day, or fewer if there aren't two.
   * @param {Day} day
   * @returns {string[]}
   */
  weakest(day) {
    return this.inOrder.filter(each => this.until(each) > day).slice(0, WEAKEST)
  }

  /**
   * Return a round's form: full if the longest day has the minutes, else short.
   * @param {string} roundId
   * @param {number} longest
   * @returns {Form}
   */
  formOnDays(roundId, longest) {
    return this.full(roundId) <= longest ? "full" : "short"
  }

  /**
   * Return whether the round's need is under 4.
   * @param {string} roundId
   * @returns {boolean}
   */
  weak(roundId) {
    return this.ranked[this.rank(roundId)].need < STRONG
  }

  /**
   * Return a round's form: full if the longest mock day has the minutes, else short.
   * @param {string} roundId
   * @returns {Form}
   */
  form(roundId) {
    return this.formOnDays(roundId, this.days.longest)
  }

  /**
   * Return the minutes of a round's full form, for any round of the handbook.
   * @param {string} roundId
   * @returns {number}
   */
  full(roundId) {
    return withExtraTime(this.candidate, this.handbook.rounds[roundId].minutes)
  }

  /**
   * Return the minutes of a round's short form, for any round of the handbook.
   * @param {string} roundId
   * @returns {number}
   */
  short(roundId) {
    return withExtraTime(this.candidate, this.handbook.rounds[roundId].short)
  }

  /**
   * Return the minutes of a mock of the round in a form.
   * @param {string} roundId
   * @param {Form} form
   * @returns {number}
   */
  minutes(roundId, form) {
    return form === "full" ? this.full(roundId) : this.short(roundId)
  }

  /**
   * Return a round's length: its minutes in its form.
   * @param {string} roundId
   * @returns {number}
   */
  length(roundId) {
    return this.minutes(roundId, this.form(roundId))
  }

  /**
   * Return how many questions a mock of the round asks for (rule 19).
   * @param {string} roundId
   * @param {Form} form
   * @returns {number}
   */
  asks(roundId, form) {
    return form === "full" ? this.handbook.rounds[roundId].questions : 1
  }
}

/**
 * Return the situation of a candidate that isn't refused, as if nothing were logged today.
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @param {Day} today
 * @param {readonly WholeEntry[]} log
 * @returns {Situation}
 */
export const makeSituation = (handbook, candidate, today, log) => {
  const first = firstDay(candidate, today, log.map(entry => entry.date))
  const rounds = settleRounds(handbook, candidate, Math.max(first, today))
  const history = new History(log, rounds.steps)
  const templateId = chooseTemplate(handbook.templates, candidate, first)
  return new Situation({
    handbook,
    candidate,
    templateId,
    days: makeDays(candidate, handbook.templates[templateId], first, today),
    rounds,
    ranked: rankRounds(handbook, candidate, rounds, history.log),
    history,
  })
}

/**
 * Return minutes with the candidate's extra time: a quarter, or a half, rounded up to a multiple of five (rule 41).
 * @param {WholeCandidate} candidate
 * @param {number} minutes
 * @returns {number}
 */
const withExtraTime = (candidate, minutes) => {
  if (candidate.adjustments.includes("time+50")) return Math.ceil(minutes * 3 / 10) * 5
  if (candidate.adjustments.includes("time+25")) return Math.ceil(minutes / 4) * 5
  return minutes
}

// The schedule: every session placed so far, and whether a day has room for another (definitions).
// Sessions are only added, never moved or removed.
/** A session with its day. Its partner and questions are filled in last. */
export class Placed {
  /**
   * @param {object} given
   * @param {Day} given.day
   * @param {SessionKind} given.kind
   * @param {string} given.round
   * @param {Form} given.form
   * @param {number} given.minutes
   * @param {number} given.asks how many questions it asks for (rule 19)
   * @param {"again" | "check" | ""} [given.drill]
   * @param {number} [given.loop] the number of its loop in the template, from 1; 0 if it isn't in a loop
   * @param {number} [given.goal] the number of the round's micro-goal, from 1; 0 for none
   * @param {number} [given.exercise] the number of the round's exercise, from 1; 0 for none
   */
  constructor({ day, kind, round, form, minutes, asks, drill = "", loop = 0, goal = 0, exercise = 0 }) {
    this.day = day
    this.kind = kind
    this.round = round
    this.form = form
    this.minutes = minutes
    this.asks = asks
    this.drill = drill
    this.loop = loop
    this.goal = goal
    this.exercise = exercise
    /** @type {Partner} */
    this.partner = "alone"
    this.person = ""
    /** @type {string[]} */
    this.questions = []
    /** @type {string[]} */
    this.surprises = []
    /** Whether it is a mock, not a micro-practice. */
    this.isMock = kind !== "micro"
  }
}

/**
 * A loop of the plan with its days.
 * @typedef {object} PlacedLoop
 * @property {number} number in the template, from 1. A loop that finishes a logged one has the number after the last.
 * @property {Day} first
 * @property {Day} last
 * @property {boolean} full
 * @property {LoggedLoop} [finishes] the logged loop that it finishes, if any (rule 13)
 */

/** Sessions by day, in the order of placement. Micro-practice is placed last, so until then all are mocks. */
export class Schedule {
  /** @param {Situation} situation */
  constructor(situation) {
    this.situation = situation
    this.days = situation.days
    /**
     * In the order of placement.
     * @type {Placed[]}
     */
    this.placed = []
    /** @type {Map<Day, Placed[]>} */
    this.byDay = new Map()
    /**
     * Round → the day of its paid mock.
     * @type {Map<string, Day>}
     */
    this.paid = new Map()
    /**
     * By date.
     * @type {PlacedLoop[]}
     */
    this.loops = []
    /** @type {Unplaced[]} */
    this.unplaced = []
    /**
     * Rounds whose first drill has no question.
     * @type {Set<string>}
     */
    this.withoutQuestion = new Set()
  }

  /**
   * Place a session at the end of its day.
   * @param {Placed} session
   * @returns {void}
   */
  add(session) {
    this.placed.push(session)
    this.byDay.set(session.day, [...this.on(session.day), session])
    if (session.kind === "paid") this.paid.set(session.round, session.day)
  }

  /**
   * Record that a session couldn't be placed.
   * @param {SessionKind} kind
   * @param {string} roundId
   * @param {number} minutes
   * @returns {void}
   */
  leaveOut(kind, roundId, minutes) {
    this.unplaced.push({ kind, round: roundId, minutes })
  }

  /**
   * Return the sessions by date, and those of one day in order.
   * @returns {Placed[]}
   */
  sessions() {
    return [...this.byDay.keys()].sort((one, other) => one - other).flatMap(day => this.on(day))
  }

  /**
   * Return the sessions of a day.
   * @param {Day} day
   * @returns {readonly Placed[]}
   */
  on(day) {
    return this.byDay.get(day) ?? []
  }

  /**
   * Return the logged mocks of a day.
   * @param {Day} day
   * @returns {readonly DoneMock[]}
   */
  loggedOn(day) {
    return this.situation.history.on(day)
  }

  /**
   * Return the minutes left on a free day.
   * @param {Day} day
   * @returns {number}
   */
  left(day) {
    return this.days.freeMinutes(day) - sum(this.on(day).map(each => each.minutes))
  }

  /**
   * Return the number of mocks on a day, planned and logged.
   * @param {Day} day
   * @returns {number}
   */
  mocks(day) {
    return this.on(day).length + this.loggedOn(day).length
  }

  /**
   * Return whether a day has no session and no log entry.
   * @param {Day} day
   * @returns {boolean}
   */
  empty(day) {
    return !this.mocks(day)
  }

  /**
   * Return the days of the planned baselines of a round.
   * @param {string} roundId
   * @returns {Day[]}
   */
  baselines(roundId) {
    return this.placed.filter(each => each.kind === "baseline" && each.round === roundId).map(each => each.day)
  }

  /**
   * Return the latest day with a planned baseline, or -Infinity if there is none.
   * @returns {Day}
   */
  lastBaseline() {
    return Math.max(...this.placed.filter(each => each.kind === "baseline").map(each => each.day))
  }

  /**
   * Return the mock days after the last baseline.
   * @returns {Day[]}
   */
  mockDaysAfterBaselines() {
    const last = this.lastBaseline()
    return this.days.mock.filter(day => day > last)
  }

  /**
   * Return whether a day is between the first and last day of a loop.
   * @param {Day} day
   * @returns {boolean}
   */
  withinLoop(day) {
    return this.loops.some(loop => loop.first <= day && day <= loop.last)
  }

  /**
   * Return the number of days in a week with a mock or a log entry.
   * @param {number} week
   * @returns {number}
   */
  practiceDays(week) {
    return count(new Set([...this.byDay.keys(), ...this.situation.history.days.keys()]), day => this.days.week(day) === week)
  }

  /**
   * Return whether a mock of the round fits on a free day.
   *
   * `ownLoop` are the entries of the logged loop that is being finished, which may be next to its other steps.
   * @param {Day} day
   * @param {string} roundId
   * @param {number} minutes
   * @param {readonly DoneMock[]} [ownLoop]
   * @returns {boolean}
   */
  fits(day, roundId, minutes, ownLoop = []) {
    if (minutes > this.left(day) || day >= this.situation.until(roundId)) return false
    const paid = this.paid.get(roundId)
    if (paid !== undefined && day <= paid) return false
    const near = [day - 1, day, day + 1]
    return !near.flatMap(other => this.on(other)).some(each => each.round === roundId && each.kind !== "easy")
      && !near.flatMap(other => this.loggedOn(other)).some(
        each => each.round === roundId && each.kind !== "easy" && !ownLoop.includes(each))
  }
}
