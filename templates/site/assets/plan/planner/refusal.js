// Reasons why there can be no plan, as codes with values (rule 34).
/**
 * @import { Day, Handbook, Refusal, RefusalKey } from "../types.js"
 * @import { WholeCandidate, WholeEntry } from "./border.js"
 */
import { isoOf } from "../dates.js"
import { firstDay, weekdayMinutes } from "./days.js"
import { own, unique } from "./lists.js"

/** The most days from the first day to the interview. More is likely a typing error. */
const HORIZON = 731

/** No plan can be made; `reasons` are all reasons. */
export class PlanRefused extends Error {
  /** @param {readonly Refusal[]} reasons */
  constructor(reasons) {
    super(reasons.map(each => `${each.key}: ${each.code} ${JSON.stringify(each.values)}`).join("\n"))
    this.name = "PlanRefused"
    this.reasons = reasons
  }
}

/**
 * Throw PlanRefused with all reasons if there can be no plan.
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @param {Day} today
 * @param {readonly WholeEntry[]} log
 * @returns {void}
 */
export const refuseWhatCannotBePlanned = (handbook, candidate, today, log) => {
  const reasons = [
    ...unknownNames(handbook, candidate),
    ...noTime(candidate, today, log),
    ...impossibleEntries(handbook, today, log),
  ]
  if (reasons.length) throw new PlanRefused(reasons)
}

/**
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @returns {Generator<Refusal>}
 */
function* unknownNames(handbook, candidate) {
  const { role: id, level } = candidate
  const role = own(handbook.roles, id)
  if (!role) {
    yield { key: "role", code: "unknown", values: { kind: "role", name: id, known: Object.keys(handbook.roles) } }
  } else if (!role.levels.some(each => each.id === level)) {
    yield { key: "level", code: "no-level", values: { role: id, level, levels: role.levels.map(each => each.id) } }
  }
  yield* template(handbook, candidate.plan)
  const rounds = Object.keys(handbook.rounds)
  for (const interview of candidate.interviews) yield* eachUnknown("interviews", "round", interview.rounds, rounds)
  yield* eachUnknown("confidence", "round", [...candidate.confidence.keys()], rounds)
  yield* eachUnknown("rounds", "round", candidate.rounds, rounds)
  yield* eachUnknown("seen", "question", [...candidate.seen], [...handbook.questions.keys()])
}

/**
 * @param {Handbook} handbook
 * @param {string} name
 * @returns {Generator<Refusal>}
 */
function* template(handbook, name) {
  if (!name || Object.hasOwn(handbook.templates, name)) return
  for (const [by, plan] of Object.entries(handbook.templates)) {
    const why = own(plan.replaces, name)
    if (why !== undefined) {
      yield { key: "plan", code: "replaced", values: { name, by, why } }
      return
    }
  }
  yield { key: "plan", code: "unknown", values: { kind: "plan", name, known: Object.keys(handbook.templates) } }
}

/**
 * @param {RefusalKey} key
 * @param {string} kind
 * @param {readonly string[]} names
 * @param {string[]} known
 * @returns {Generator<Refusal>}
 */
function* eachUnknown(key, kind, names, known) {
  for (const name of unique(names)) {
    if (!known.includes(name)) yield { key, code: "unknown", values: { kind, name, known } }
  }
}

/**
 * @param {WholeCandidate} candidate
 * @param {Day} today
 * @param {readonly WholeEntry[]} log
 * @returns {Generator<Refusal>}
 */
function* noTime(candidate, today, log) {
  const first = firstDay(candidate, today, log.map(entry => entry.date))
  const interview = candidate.lastInterview
  const begin = Math.max(first, today)
  const key = candidate.interview === null ? "interviews" : "interview"
  if (interview <= begin) {
    const values = { date: isoOf(interview), after: isoOf(begin), by: begin === today ? "today" : "start" }
    yield { key, code: "not-after", values: /** @type {typeof values & {by: "today" | "start"}} */ (values) }
  } else if (interview - first > HORIZON) {
    const near = candidate.start !== null && Math.abs(interview - today) <= HORIZON
    yield { key: near ? "start" : key, code: "too-far", values: { date: isoOf(interview), first: isoOf(first) } }
  }
  if (!weekdayMinutes(candidate).size) yield { key: "days", code: "no-days", values: {} }
}

/**
 * @param {Handbook} handbook
 * @param {Day} today
 * @param {readonly WholeEntry[]} log
 * @returns {Generator<Refusal>}
 */
function* impossibleEntries(handbook, today, log) {
  for (const { date, round } of log) {
    if (date > today) {
      yield { key: "log", code: "future", values: { date: isoOf(date), round, today: isoOf(today) } }
    }
  }
  const known = { rounds: Object.keys(handbook.rounds), questions: [...handbook.questions.keys()] }
  for (const entry of log) {
    const date = isoOf(entry.date)
    if (!Object.hasOwn(handbook.rounds, entry.round)) {
      yield { key: "log", code: "log-round", values: { date, name: entry.round, known: known.rounds } }
    }
    for (const name of entry.questions) {
      if (!handbook.questions.has(name)) {
        yield { key: "log", code: "log-question", values: { date, name, known: known.questions } }
      }
    }
  }
}
