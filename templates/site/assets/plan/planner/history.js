// The log: its mocks, loops and results (rules 13, 17, 19, 25 to 31 and 38).
/**
 * @import { WholeEntry } from "./border.js"
 * @import { Criterion, Day, Done, Level, LoggedKind, Plan, Round, Session, State } from "../types.js"
 */
import { add, by, count, isoOf, own, valueOf } from "./border.js"

// Evaluate a log: confidence now, stubborn rounds, recurring fixes, and criteria with their evidence (generator/results.py).
// A log is a list of entries by date, those of one day in the order of the file. Nobody is called ready or ranked. Scores
// by a language model or by the candidate never count here.
/** The confidence from which on a round is strong. */
export const STRONG = 4
/** The highest need of a round whose last scored mock wasn't passed. */
const AFTER_A_FAIL = 3
/** How many of the last mocks decide whether a round is stubborn, and whether a criterion is met. */
export const LAST = 3
/** How many of the last mocks must be passed for a criterion. */
const PASSES = 2
/** How often a fix must be written down to count as recurring. */
const AGAIN = 3
/** Raters and partners who are people. */
const HUMAN = ["peer", "expert", "friend"]
/** What Python takes for space between words. */
const SPACES = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/
/** Letters whose case folds to the capital: they had capitals first. */
const CHEROKEE = /[\u13a0-\u13ff\uab70-\uabbf]/

/**
 * A mock compared with the pass line of a level.
 * @typedef {{state: "passed" | "failed" | "unscored", coreFailed: boolean}} Verdict
 */

/**
 * Return entries sorted by date, those of one day in the order of the file (rule 38).
 * @param {readonly WholeEntry[]} log
 * @returns {WholeEntry[]}
 */
export const inOrder = log => [...log].sort(by(entry => entry.date))

/**
 * Return the entries of a round.
 * @param {readonly WholeEntry[]} log
 * @param {string} roundId
 * @returns {WholeEntry[]}
 */
export const ofRound = (log, roundId) => log.filter(entry => entry.round === roundId)

/**
 * Return round → confidence 1-5: the last `after` in the log, else the candidate's own rating (rules 4 and 33).
 * @param {ReadonlyMap<string, number>} given
 * @param {readonly WholeEntry[]} log
 * @returns {Map<string, number>}
 */
export const confidenceNow = (given, log) => new Map([
  ...given,
  ...log.map(entry => /** @type {[string, number]} */ ([entry.round, entry.after])),
])

/**
 * Compare a mock's scores with the pass line. A dimension without a score counts as not seen (rule 33).
 *
 * The mock is unscored if two dimensions, or a core one, were not seen. It is passed if every core dimension is at 3 or
 * better, none is at 1, and as many are at 3 or better as the level requires, or all that were seen.
 * @param {Round} round
 * @param {Level} level
 * @param {WholeEntry} entry
 * @returns {Verdict}
 */
export const judge = (round, level, entry) => {
  /** @type {Map<string, number>} */
  const seen = new Map()
  for (const dimension of round.dimensions) {
    const score = own(entry.scores, dimension.id)
    if (typeof score === "number") seen.set(dimension.id, score)
  }
  const core = round.dimensions.filter(each => each.core).map(each => each.id)
  if (seen.size < round.dimensions.length - 1 || core.some(each => !seen.has(each))) {
    return { state: "unscored", coreFailed: false }
  }
  const needed = Math.min(round.pass_line[level], seen.size)
  const coreFailed = core.some(each => valueOf(seen, each) < 3)
  const scores = [...seen.values()]
  const passed = !coreFailed && Math.min(...scores) > 1 && count(scores, score => score >= 3) >= needed
  return { state: passed ? "passed" : "failed", coreFailed }
}

/**
 * Return the mocks of a round that a person scored, with their verdicts, without unscored ones.
 * @param {Round} round
 * @param {string} roundId
 * @param {Level} level
 * @param {readonly WholeEntry[]} log
 * @returns {{entry: WholeEntry, verdict: Verdict}[]}
 */
const judged = (round, roundId, level, log) => ofRound(log, roundId)
  .filter(entry => HUMAN.includes(entry.rater) && Object.keys(entry.scores).length)
  .map(entry => ({ entry, verdict: judge(round, level, entry) }))
  .filter(({ verdict }) => verdict.state !== "unscored")

/**
 * Return round → need: its confidence, but at most 3 if the last mock that a person scored wasn't passed (rule 33).
 * @param {Readonly<Record<string, Round>>} rounds
 * @param {Level} level
 * @param {ReadonlyMap<string, number>} confidence
 * @param {readonly WholeEntry[]} log
 * @returns {Map<string, number>}
 */
export const needs = (rounds, level, confidence, log) => {
  const need = new Map(confidence)
  for (const [roundId, given] of confidence) {
    const last = judged(rounds[roundId], roundId, level, log).at(-1)
    if (last?.verdict.state === "failed") need.set(roundId, Math.min(given, AFTER_A_FAIL))
  }
  return need
}

/**
 * Return whether a round is stubborn (rule 35).
 *
 * It is if it has three entries or more, its need is under 4, the last `after` is no higher than the `before` of the first
 * of the last three, and none of these three was with an expert.
 * @param {readonly WholeEntry[]} log
 * @param {string} roundId
 * @param {number} need
 * @returns {boolean}
 */
export const isStubborn = (log, roundId, need) => {
  const last = ofRound(log, roundId).slice(-LAST)
  if (last.length < LAST || need >= STRONG) return false
  return last[LAST - 1].after <= last[0].before && !last.some(entry => entry.rater === "expert" || entry.kind === "paid")
}

/**
 * Return a text in the form for comparing without regard to case, as Python's `casefold` does.
 * @param {string} text
 * @returns {string}
 */
const casefold = text => [...text].map(letter => {
  if (letter === "ı") return letter
  if (CHEROKEE.test(letter)) return letter.toUpperCase()
  return [...letter.toLowerCase().toUpperCase()].map(each => each.toLowerCase()).join("")
}).join("")

/**
 * Return a fix in the form for comparing, without differences in case, spaces and final punctuation (rule 35).
 * @param {string} fix
 * @returns {string}
 */
export const sameFix = fix => casefold(fix).split(SPACES).filter(Boolean).join(" ").replace(/[.! ]+$/, "")

/**
 * Return each fix that was written three times or more, as first written, and its count, most frequent first (rule 35).
 * @param {readonly WholeEntry[]} log
 * @returns {{fix: string, times: number}[]}
 */
export const fixesThatComeBack = log => {
  /** @type {Map<string, string>} */
  const first = new Map()
  /** @type {Map<string, number>} */
  const counted = new Map()
  for (const entry of log) {
    const same = sameFix(entry.fix)
    if (!first.has(same)) first.set(same, entry.fix)
    add(counted, same)
  }
  return [...counted]
    .map(([same, times]) => ({ fix: valueOf(first, same), times }))
    .filter(({ times }) => times >= AGAIN)
    .sort(by(({ times }) => -times))
}

/**
 * Return the criteria before the interview, with the evidence in the log (rule 36).
 *
 * They are the confidence of each round of the plan, the scores of each, and the full mocks. `loops` are the first and
 * last days of the full mocks in the log; `plan` has the sessions that test a criterion next.
 * @param {Readonly<Record<string, Round>>} rounds
 * @param {Level} level
 * @param {readonly WholeEntry[]} log
 * @param {readonly {first: Day, last: Day}[]} loops
 * @param {Plan} plan
 * @returns {Criterion[]}
 */
export const criteria = (rounds, level, log, loops, plan) => {
  const planned = Object.keys(plan.rounds)
  return [
    ...planned.map(each => confidence(each, log, plan)),
    ...planned.map(each => passed(rounds[each], each, level, log, plan)),
    fullMocks(loops, plan),
  ]
}

/**
 * @param {string} roundId
 * @param {readonly WholeEntry[]} log
 * @param {Plan} plan
 * @returns {Criterion}
 */
const confidence = (roundId, log, plan) => {
  const mocks = ofRound(log, roundId)
  const [first, last] = [mocks[0], mocks[mocks.length - 1]]
  /** @type {State} */
  let state = "too-little-seen"
  if (mocks.length) state = last.after >= STRONG ? "met" : "not-met"
  return {
    id: `${roundId}-confidence`,
    state,
    session: tests(plan, roundId)[0]?.id ?? "",
    code: "confidence",
    round: roundId,
    wanted: STRONG,
    mocks: mocks.length,
    first: mocks.length ? isoOf(first.date) : "",
    before: mocks.length ? first.before : 0,
    last: mocks.length ? isoOf(last.date) : "",
    after: mocks.length ? last.after : 0,
  }
}

/**
 * @param {Round} round
 * @param {string} roundId
 * @param {Level} level
 * @param {readonly WholeEntry[]} log
 * @param {Plan} plan
 * @returns {Criterion}
 */
const passed = (round, roundId, level, log, plan) => {
  const scored = judged(round, roundId, level, log).slice(-LAST)
  const passes = count(scored, ({ verdict }) => verdict.state === "passed")
  /** @type {State} */
  let state = "too-little-seen"
  if (scored.length >= PASSES) {
    state = passes >= PASSES && !scored[scored.length - 1].verdict.coreFailed ? "met" : "not-met"
  }
  const ahead = tests(plan, roundId).filter(each => each.drill !== "again")
  return {
    id: `${roundId}-passed`,
    state,
    session: ahead.find(each => HUMAN.includes(each.partner))?.id ?? "",
    code: "passed",
    round: roundId,
    wanted: PASSES,
    of: LAST,
    scored: scored.map(({ entry, verdict }) => (
      { date: isoOf(entry.date), passed: verdict.state === "passed", core_failed: verdict.coreFailed }
    )),
    ahead: ahead.length,
  }
}

/**
 * @param {readonly {first: Day, last: Day}[]} loops
 * @param {Plan} plan
 * @returns {Criterion}
 */
const fullMocks = (loops, plan) => {
  const full = plan.loops.filter(loop => loop.full).map(loop => loop.id)
  return {
    id: "full-mocks",
    state: plan.full_mocks.done >= plan.full_mocks.wanted ? "met" : "not-met",
    session: plan.sessions.find(each => full.includes(each.loop))?.id ?? "",
    code: "full-mocks",
    wanted: plan.full_mocks.wanted,
    loops: loops.map(({ first, last }) => ({ first: isoOf(first), last: isoOf(last) })),
  }
}

/**
 * Return the planned mocks of a round by date, without the easy one.
 * @param {Plan} plan
 * @param {string} roundId
 * @returns {Session[]}
 */
const tests = (plan, roundId) => plan.sessions.filter(
  each => each.round === roundId && each.kind !== "micro" && each.kind !== "easy")

// Read the log for a plan: the kinds and session ids of its mocks, and its loops (rules 13, 17, 19 and 38).
// Entries are sorted by date, and those of one day in the order of the file.
/** A planned or logged loop lasts at most ten days (rule 13). */
export const LOOP_DAYS = 10

/** An entry of the log with its kind and session id filled in. Equal entries are different mocks. */
export class DoneMock {
  /**
   * @param {WholeEntry} entry
   * @param {LoggedKind} kind
   * @param {string} session
   * @param {boolean} oddDrill whether it is the first, third … logged drill of its round
   * @param {boolean} first whether it is the first log entry of its round
   */
  constructor(entry, kind, session, oddDrill, first) {
    this.entry = entry
    this.kind = kind
    this.session = session
    this.oddDrill = oddDrill
    this.first = first
    this.day = entry.date
    this.round = entry.round
  }
}

/** A loop in the log: its entries, and the indexes of the steps that they are, in rising order. */
export class LoggedLoop {
  /**
   * @param {readonly DoneMock[]} mocks
   * @param {readonly number[]} stepsDone
   * @param {number} steps the number of steps of a full loop
   */
  constructor(mocks, stepsDone, steps) {
    this.mocks = mocks
    this.stepsDone = stepsDone
    /** The latest step done. */
    this.lastStep = stepsDone[stepsDone.length - 1]
    this.first = mocks[0].day
    /** Its last day so far. */
    this.last = mocks[mocks.length - 1].day
    /** Whether every step is done, so that it is a full mock. */
    this.full = stepsDone.length === steps
    /** Whether at least half of its steps are done (rule 14). */
    this.counts = 2 * stepsDone.length >= steps
    /** Whether its last step isn't done yet. */
    this.underWay = this.lastStep < steps - 1
  }
}

/** The log as one plan reads it. `steps` are the round ids of the plan's loop. */
export class History {
  /**
   * @param {readonly WholeEntry[]} log
   * @param {readonly string[]} steps
   */
  constructor(log, steps) {
    this.log = inOrder(log)
    /** By date. */
    this.mocks = filledIn(this.log)
    /** By date. */
    this.loops = loopsIn(this.mocks.filter(mock => mock.kind === "loop"), steps)
    const latest = this.loops.at(-1)
    /** The latest loop, if its last step isn't done yet. */
    this.underWay = latest?.underWay ? latest : undefined
    /** @type {Map<string, number>} */
    this.counted = new Map()
    /**
     * Round → the highest number in the ids of its logged mocks (rule 38).
     * @type {Map<string, number>}
     */
    this.numbers = new Map()
    /** @type {Map<string, number>} */
    this.drilled = new Map()
    /**
     * Days with an entry → its mocks.
     * @type {Map<Day, DoneMock[]>}
     */
    this.days = new Map()
    for (const mock of this.mocks) {
      const { round } = mock
      add(this.counted, round)
      if (mock.kind === "drill") add(this.drilled, round)
      this.numbers.set(round, Math.max(this.numbers.get(round) ?? 0, numberOf(mock.session, round)))
      this.days.set(mock.day, [...this.on(mock.day), mock])
    }
    /** Questions that the log names. */
    this.named = new Set(this.log.flatMap(entry => entry.questions))
  }

  /**
   * Return how many mocks of a round are logged.
   * @param {string} roundId
   * @returns {number}
   */
  count(roundId) {
    return this.counted.get(roundId) ?? 0
  }

  /**
   * Return how many drills of a round are logged.
   * @param {string} roundId
   * @returns {number}
   */
  drills(roundId) {
    return this.drilled.get(roundId) ?? 0
  }

  /**
   * Return the mocks of a day.
   * @param {Day} day
   * @returns {readonly DoneMock[]}
   */
  on(day) {
    return this.days.get(day) ?? []
  }
}

/**
 * Return n of the id `<round>-<n>` if it is at most 9999, else 0.
 * @param {string} session
 * @param {string} roundId
 */
const numberOf = (session, roundId) => {
  const at = session.lastIndexOf("-")
  const number = session.slice(at + 1)
  return at >= 0 && session.slice(0, at) === roundId && /^[0-9]{1,4}$/.test(number) ? Number(number) : 0
}

/**
 * Return the entries with kind and id filled in.
 *
 * By default, the first mock of a round is its baseline and the others are drills. Ids continue from the highest number
 * so far.
 * @param {readonly WholeEntry[]} log
 * @returns {DoneMock[]}
 */
const filledIn = log => {
  /** @type {Map<string, number>} */
  const counted = new Map()
  /** @type {Map<string, number>} */
  const highest = new Map()
  /** @type {Map<string, number>} */
  const drills = new Map()
  return log.map(entry => {
    const { round } = entry
    add(counted, round)
    const first = counted.get(round) === 1
    const kind = entry.kind || (first ? "baseline" : "drill")
    if (kind === "drill") add(drills, round)
    const odd = kind === "drill" && (drills.get(round) ?? 0) % 2 === 1
    const number = highest.get(round) ?? 0
    const session = entry.session || `${round}-${number + 1}`
    highest.set(round, Math.max(number, numberOf(session, round)))
    return new DoneMock(entry, kind, session, odd, first)
  })
}

/**
 * Return the logged loops (rule 13).
 *
 * An entry continues the latest loop if it is within that loop's ten days and its round has a step after the last one
 * done; it is the next such step. Any other entry of a step begins a loop.
 * @param {readonly DoneMock[]} mocks
 * @param {readonly string[]} steps
 * @returns {LoggedLoop[]}
 */
const loopsIn = (mocks, steps) => {
  /** @type {{mocks: DoneMock[], stepsDone: number[]}[]} */
  const loops = []
  for (const mock of mocks) {
    const places = steps.flatMap((step, n) => step === mock.round ? [n] : [])
    if (!places.length) continue
    const latest = loops.at(-1)
    const later = latest && places.find(n => n > latest.stepsDone[latest.stepsDone.length - 1])
    if (latest && later !== undefined && mock.day - latest.mocks[0].day < LOOP_DAYS) {
      latest.mocks.push(mock)
      latest.stepsDone.push(later)
    } else {
      loops.push({ mocks: [mock], stepsDone: [places[0]] })
    }
  }
  return loops.map(loop => new LoggedLoop(loop.mocks, loop.stepsDone, steps.length))
}

/**
 * Return the log as rows of the plan.
 * @param {History} history
 * @returns {Done[]}
 */
export const doneRows = history => history.mocks.map(mock => ({
  date: isoOf(mock.day),
  round: mock.round,
  kind: mock.kind,
  before: mock.entry.before,
  after: mock.entry.after,
  fix: mock.entry.fix,
  rater: mock.entry.rater,
  session: mock.session,
  questions: [...mock.entry.questions],
  scores: { ...mock.entry.scores },
  self: { ...mock.entry.selfScores },
}))
