// Read the log for a plan: the kinds and session ids of its mocks, and its loops (rules 13, 17, 19 and 38).
// Entries are sorted by date, and those of one day in the order of the file.
/**
 * @import { Day, Done, LoggedKind } from "../types.js"
 * @import { WholeEntry } from "./border.js"
 */
import { isoOf } from "../dates.js"
import { add } from "./lists.js"
import { inOrder } from "./results.js"

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
