// Make the notes of a plan: what the candidate should know about it (rules 1, 3, 4, 9, 12, 19, 23 and 30).
/**
 * @import { FullMocks, Note, Person, SessionKind } from "../types.js"
 * @import { Shortage } from "./questions.js"
 * @import { PlacedLoop, Schedule } from "./schedule.js"
 * @import { Situation } from "./situation.js"
 */
import { isoOf } from "../dates.js"
import { LAST_DAYS } from "./days.js"
import { count, sum, unique } from "./lists.js"
import { couldBeFull } from "./loops.js"
import { fits } from "./questions.js"
import { LAST, fixesThatComeBack, ofRound } from "./results.js"

/** Full mocks wanted before an interview, if the template has as many loops (rule 30). */
const FULL_MOCKS = 2
/** More minutes a week than this are a lot to ask of one person (rule 23). */
const MUCH = 180

/**
 * Return the numbers of full mocks wanted, done and planned (rule 30).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {FullMocks}
 */
export const countFullMocks = (situation, schedule) => ({
  wanted: situation.rounds.steps.length ? Math.min(FULL_MOCKS, situation.template.loops.length) : 0,
  done: count(situation.history.loops, loop => loop.full),
  planned: count(schedule.loops, loop => loop.full),
})

/**
 * Return the notes of a plan, in the order of their rules.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {readonly Shortage[]} shortages
 * @param {readonly Person[]} people
 * @returns {Note[]}
 */
export const makeNotes = (situation, schedule, shortages, people) => {
  const { candidate, history, rounds } = situation
  const unrated = situation.inOrder.filter(each => !candidate.confidence.has(each) && !history.count(each))
  const hasStart = candidate.start !== null || history.mocks.length
  /** @type {Note[]} */
  const start = hasStart ? [] : [{ code: "start", date: isoOf(situation.days.first) }]
  const stubbornRounds = situation.ranked.filter(each => each.stubborn).map(each => each.round)
  return [
    ...rounds.over.map(each => /** @type {Note} */ ({ code: "over", round: each })),
    ...notPlanned(situation).map(each => /** @type {Note} */ ({ code: "not-planned", round: each })),
    ...rounds.alsoLoops.map(date => /** @type {Note} */ ({ code: "aims-at-last", date: isoOf(date) })),
    ...unrated.map(each => /** @type {Note} */ ({ code: "unrated", round: each })),
    ...start,
    ...unique(schedule.unplaced.map(each => each.kind)).map(kind => noRoom(situation, schedule, kind)),
    ...fullMocksMissing(situation, schedule),
    ...shortages.map(each => bank(situation, each)),
    ...stubbornRounds.map(each => stubborn(situation, schedule, each)),
    ...fixesThatComeBack(history.log).map(({ fix, times }) => /** @type {Note} */ ({ code: "fix", fix, times })),
    ...people.filter(each => minutesOf(each) > MUCH * weeksOf(situation)).map(much),
  ]
}

/**
 * Return the rounds that the candidate rated or logged but that are not in the plan, by id (rule 1).
 * @param {Situation} situation
 */
const notPlanned = ({ candidate, history, rounds }) => {
  const named = [...rounds.planned, ...rounds.over]
  return unique([...candidate.confidence.keys(), ...history.counted.keys()]).filter(each => !named.includes(each)).sort()
}

/**
 * Return the note on the unplaced sessions of a kind, with the reason (rule 42).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {SessionKind} kind
 * @returns {Note}
 */
const noRoom = (situation, schedule, kind) => {
  const missing = schedule.unplaced.filter(each => each.kind === kind)
  /** @type {"no-day" | "too-near" | "no-question"} */
  let reason = "no-day"
  if (kind === "drill" && missing.every(each => schedule.withoutQuestion.has(each.round))) reason = "no-question"
  else if (kind !== "loop" && missing.every(each => tooNear(situation, schedule, kind, each.round))) reason = "too-near"
  return { code: "no-room", kind, minutes: sum(missing.map(each => each.minutes)), reason }
}

/**
 * Return whether no day is left that could be freed for a round's baseline, paid mock or first drill.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {SessionKind} kind
 * @param {string} roundId
 */
const tooNear = (situation, schedule, kind, roundId) => {
  const days = situation.days
  const first = Math.max(days.begin, days.opening)
  const last = days.interview - (LAST_DAYS + 1)
  if (kind === "paid") {
    return Math.max(first, days.notice, schedule.lastBaseline() + 1) > Math.min(last, situation.until(roundId) - 1)
  }
  const measured = kind === "drill" ? schedule.baselines(roundId) : []
  return Math.max(first, ...measured.map(day => day + 1)) > Math.min(last, situation.due(roundId) - 1)
}

/**
 * Return a note if full mocks are missing. Its minutes don't include those of incomplete loops, longest first (rule 30).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {Note[]}
 */
const fullMocksMissing = (situation, schedule) => {
  const { wanted, done, planned } = countFullMocks(situation, schedule)
  const missing = wanted - done - planned
  if (missing <= 0) return []
  const whole = sum(situation.rounds.steps.map(step => situation.full(step)))
  const incomplete = schedule.loops.filter(loop => !loop.full)
  const longest = incomplete.map(loop => loopMinutes(situation, schedule, loop)).sort((one, other) => other - one)
  const limit = situation.days.interview - situation.template.loops[situation.template.loops.length - 1]
  /** @type {"too-near" | "too-short" | "taken"} */
  let reason = "too-short"
  if (Math.max(situation.days.begin, situation.days.opening) > limit) reason = "too-near"
  else if (couldBeFull(situation, limit)) reason = "taken"
  const minutes = missing * whole - sum(longest.slice(0, missing).map(each => Math.min(each, whole)))
  return [{ code: "full-mocks", wanted, done, planned, minutes, reason }]
}

/**
 * Return a loop's minutes. Log entries have no form, so logged steps count in full.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {PlacedLoop} loop
 */
const loopMinutes = (situation, schedule, loop) => {
  const logged = (loop.finishes?.mocks ?? []).map(mock => situation.full(mock.round))
  return sum([...logged, ...schedule.placed.filter(each => each.loop === loop.number).map(each => each.minutes)])
}

/**
 * @param {Situation} situation
 * @param {Shortage} shortage
 * @returns {Note}
 */
const bank = (situation, { round, missing, without, surprises }) => {
  const fitting = count(situation.handbook.questions.values(), each => fits(each, round, situation.candidate.level))
  return { code: "bank", round, fitting, missing, without, surprises }
}

/**
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {string} round
 * @returns {Note}
 */
const stubborn = (situation, schedule, round) => {
  const last = ofRound(situation.history.log, round).slice(-LAST)
  const paid = schedule.paid.get(round)
  return {
    code: "stubborn",
    round,
    dates: last.map(entry => isoOf(entry.date)),
    before: last[0].before,
    after: last[last.length - 1].after,
    paid: paid === undefined ? "" : isoOf(paid),
  }
}

/**
 * Return the number of weeks of the plan, up to the day before the last interview (rule 23).
 * @param {Situation} situation
 */
const weeksOf = situation => situation.days.week(situation.days.interview - 1)

/** @param {Person} person */
const minutesOf = person => person.minutes + person.swap_minutes

/**
 * @param {Person} person
 * @returns {Note}
 */
const much = person => ({ code: "much", name: person.name, kind: person.kind, minutes: minutesOf(person) })
