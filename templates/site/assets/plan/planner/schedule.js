// The schedule: every session placed so far, and whether a day has room for another (definitions).
// Sessions are only added, never moved or removed.
/**
 * @import { Day, Form, Partner, SessionKind, Unplaced } from "../types.js"
 * @import { DoneMock, LoggedLoop } from "./history.js"
 * @import { Situation } from "./situation.js"
 */
import { count, sum } from "./lists.js"

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
