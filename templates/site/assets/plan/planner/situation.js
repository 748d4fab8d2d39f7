// What is known before the first session is placed: the ranked rounds, the days, the minutes and the log.
/**
 * @import { Day, Form, Handbook, Template } from "../types.js"
 * @import { WholeCandidate, WholeEntry } from "./border.js"
 * @import { Days } from "./days.js"
 * @import { Ranked, Rounds } from "./rounds.js"
 */
import { chooseTemplate, firstDay, makeDays } from "./days.js"
import { History } from "./history.js"
import { valueOf } from "./lists.js"
import { rankRounds, settleRounds } from "./rounds.js"
import { STRONG } from "./results.js"

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
