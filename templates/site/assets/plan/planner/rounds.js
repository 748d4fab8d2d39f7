// Work out which rounds a candidate practises, how they rank, and until when (rules 1 to 4).
/**
 * @import { Compared, Day, Handbook, Reason, RoleLevel } from "../types.js"
 * @import { WholeCandidate, WholeEntry, WholeInterview } from "./border.js"
 */
import { by, count, own, unique, valueOf } from "./lists.js"
import { confidenceNow, isStubborn, needs, ofRound } from "./results.js"

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
