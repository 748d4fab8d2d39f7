// Compares the planner with the vectors that tests/vectors.py made from Python's. In Node, in Chromium and for mutants.

/**
 * @import { Candidate, Handbook, LogEntry, Plan, Question, Refusal } from "../../templates/site/assets/plan/types.js"
 * @import { Row } from "../../templates/site/assets/plan/handbook.js"
 */

/**
 * A handbook as the site publishes it, with the files of its rounds.
 * @typedef {{handbook: Omit<Handbook, "questions">, questions: Record<string, Row[]>}} Book
 *
 * What one plan is made of, and the plan or the reasons why there is none.
 * @typedef {object} Vector
 * @property {string} name
 * @property {number} book
 * @property {Candidate} candidate
 * @property {string} today
 * @property {LogEntry[]} log
 * @property {Plan} [plan]
 * @property {Refusal[]} [refused]
 *
 * @typedef {{books: Book[], vectors: Vector[]}} Vectors
 * @typedef {typeof import("../../templates/site/assets/plan/planner.js")} Planner
 * @typedef {typeof import("../../templates/site/assets/plan/handbook.js")} Loader
 */

/** Handbook → round → its questions, made once. @type {WeakMap<Book, Map<string, Question[]>>} */
const made = new WeakMap()

/**
 * @param {Loader} loader
 * @param {Book} book
 * @param {string} round
 * @returns {Question[]}
 */
const questionsOf = (loader, book, round) => {
  const rounds = made.get(book) ?? new Map()
  made.set(book, rounds)
  const handbook = { ...book.handbook, questions: new Map() }
  if (!rounds.has(round)) rounds.set(round, book.questions[round].map(row => loader.questionOf(handbook, round, row)))
  return rounds.get(round) ?? []
}

/**
 * Returns the handbook with the questions that a page loads for a plan, or all where one is named that isn't among them.
 * @param {Planner} planner
 * @param {Loader} loader
 * @param {Book} book
 * @param {Vector} vector
 * @returns {Handbook}
 */
export const handbookFor = (planner, loader, book, { candidate, today, log }) => {
  const bare = { ...book.handbook, questions: new Map() }
  const withRounds = (/** @type {string[]} */ rounds) => {
    const questions = rounds.flatMap(round => questionsOf(loader, book, round))
    questions.sort((one, other) => one.id < other.id ? -1 : 1)
    return { ...bare, questions: new Map(questions.map(each => [each.id, each])) }
  }
  const some = withRounds(planner.roundsNeeded(bare, candidate, today, log))
  const named = [...candidate.seen ?? [], ...log.flatMap(entry => entry.questions ?? [])]
  return named.every(id => some.questions.has(id)) ? some : withRounds(Object.keys(bare.rounds))
}

/**
 * Returns where two values first differ, as a path with both, or "" where they don't. The order of keys counts.
 * @param {unknown} expected
 * @param {unknown} found
 * @param {string} [path]
 * @returns {string}
 */
export const difference = (expected, found, path = "") => {
  if (Object.is(expected, found)) return ""
  if (typeof expected !== "object" || typeof found !== "object" || expected === null || found === null
    || Array.isArray(expected) !== Array.isArray(found)) {
    return `${path || "all"}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`
  }
  const [keys, others] = [Object.keys(expected), Object.keys(found)]
  for (const [n, key] of keys.entries()) {
    if (key !== others[n]) return `${path || "all"}: expected ${key}, found ${others[n]}`
    const at = Array.isArray(expected) ? `${path}[${key}]` : `${path}${path && "."}${key}`
    const one = /** @type {Record<string, unknown>} */ (expected)[key]
    const below = difference(one, /** @type {Record<string, unknown>} */ (found)[key], at)
    if (below) return below
  }
  return others.length > keys.length ? `${path || "all"}: found ${others[keys.length]} too` : ""
}

/**
 * Returns what the planner makes of a vector: a plan, or the reasons why there is none.
 * @param {Planner} planner
 * @param {Loader} loader
 * @param {Book} book
 * @param {Vector} vector
 * @returns {{plan: Plan} | {refused: readonly Refusal[]}}
 */
export const outcome = (planner, loader, book, vector) => {
  try {
    return { plan: planner.makePlan(handbookFor(planner, loader, book, vector), vector.candidate, vector.today, vector.log) }
  } catch (error) {
    if (!(error instanceof planner.PlanRefused)) throw error
    return { refused: error.reasons }
  }
}

/**
 * Returns what is wrong with a vector: its name and the first field that differs, or "".
 * @param {Planner} planner
 * @param {Loader} loader
 * @param {Book} book
 * @param {Vector} vector
 * @returns {string}
 */
export const failure = (planner, loader, book, vector) => {
  const { name, plan, refused } = vector
  const expected = plan ? { plan } : { refused }
  try {
    const found = difference(expected, outcome(planner, loader, book, vector))
    return found && `${name}: ${found}`
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.stack : error}`
  }
}
