// Plan practice sessions for the days before an interview, by the rules in generator/planner/RULES.md.
//
// The twin of `generator/planner`: the same handbook, candidate, log and day result in the same plan there and here, byte
// for byte. Pure: no clock, no time zone, no randomness. tests/test_vectors.py compares the two.
/**
 * @import { WholeCandidate, WholeEntry } from "./planner/border.js"
 * @import { Banks } from "./planner/dealing.js"
 * @import { Candidate, Day, Handbook, Iso, LogEntry, Plan, PlanCandidate, Refusal, RefusalKey, Session, Week } from "./types.js"
 */
import {
  count, dayOf, fingerprintOf, isoOf, own, unique, weekdayOf, wholeCandidate, wholeEntry, WEEKDAYS,
} from "./planner/border.js"
import { baseRounds, firstDay, interviewsOf, settleRounds, weekdayMinutes } from "./planner/days.js"
import { assignPeople, dealQuestions, makeBanks, peopleAsked, Supply } from "./planner/dealing.js"
import { criteria, doneRows } from "./planner/history.js"
import { compare, countFullMocks, dayBefore, makeNotes } from "./planner/notes.js"
import {
  finishLoop, placeBaselines, placeDrills, placeEasyMock, placeFinals, placeFirstDrills, placeLoops, placeMicroPractice,
  placePaidMocks, withWhatIsLeftOfToday,
} from "./planner/placing.js"
import { makeSituation, Schedule, Situation } from "./planner/situation.js"

// Reasons why there can be no plan, as codes with values (rule 34).
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
const refuseWhatCannotBePlanned = (handbook, candidate, today, log) => {
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

// Make a plan. `placeAll` shows the order of placement; what comes last is the first to be left out.
const PLAN_VERSION = 2

/**
 * Return a plan without changes and fingerprint, and the number of loops done and ahead.
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @param {Day} today
 * @param {readonly WholeEntry[]} log
 * @returns {{plan: Plan, loops: number}}
 */
const planOfDay = (handbook, candidate, today, log) => {
  const situation = withWhatIsLeftOfToday(makeSituation(handbook, candidate, today, log))
  const schedule = new Schedule(situation)
  const banks = makeBanks(situation)
  placeAll(situation, schedule, banks)
  assignPeople(situation, schedule)
  const plan = writePlan(situation, schedule, banks)
  const { loops, log: entries } = situation.history
  const done = loops.filter(loop => loop.full)
  plan.criteria = criteria(handbook.rounds, candidate.level, entries, done, plan)
  const finished = schedule.loops.map(loop => loop.finishes)
  const logged = count(loops, loop => loop.counts && !finished.includes(loop))
  return { plan, loops: schedule.loops.length + logged }
}

/**
 * Place every session. Placing one never moves another that is placed already (rules 10 to 18).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Banks} banks
 */
const placeAll = (situation, schedule, banks) => {
  const supply = new Supply(situation, schedule, banks)
  placeBaselines(situation, schedule)
  placeEasyMock(situation, schedule)
  placePaidMocks(situation, schedule)
  placeFirstDrills(situation, schedule, supply)
  finishLoop(situation, schedule)
  placeLoops(situation, schedule)
  placeFinals(situation, schedule)
  placeDrills(situation, schedule, supply)
  placeMicroPractice(situation, schedule)
}

/**
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Banks} banks
 * @returns {Plan}
 */
const writePlan = (situation, schedule, banks) => {
  const { days, candidate } = situation
  const { rounds } = situation.handbook
  const { shortages, fresh } = dealQuestions(situation, schedule, banks)
  const people = peopleAsked(situation, schedule)
  return {
    version: PLAN_VERSION,
    candidate: planCandidate(candidate),
    interviews: interviewsOf(candidate).map(
      each => ({ date: isoOf(each.date), label: each.label, rounds: [...each.rounds] })),
    first: isoOf(days.first),
    today: isoOf(days.today),
    interview: isoOf(days.interview),
    template: situation.templateId,
    steps: [...situation.rounds.steps],
    rounds: Object.fromEntries(
      situation.rounds.planned.map(each => [each, { minutes: rounds[each].minutes, short: rounds[each].short }])),
    ranked: situation.ranked.map(each => ({ ...each, due: isoOf(each.due), until: isoOf(each.until) })),
    weeks: weeks(situation),
    phases: days.phases.map(({ template, first, last }) => (
      { id: template.id, kind: template.kind, first: isoOf(first), last: isoOf(last) }
    )),
    loops: schedule.loops.map((loop, place) => ({
      id: place + 1,
      first: isoOf(loop.first),
      last: isoOf(loop.last),
      full: loop.full,
      done: loop.finishes?.stepsDone.length ?? 0,
    })),
    sessions: sessions(situation, schedule),
    done: doneRows(situation.history),
    changes: [],
    unplaced: schedule.unplaced,
    notes: makeNotes(situation, schedule, shortages, people),
    full_mocks: countFullMocks(situation, schedule),
    people,
    fresh,
    criteria: [],
    fingerprint: "",
  }
}

/**
 * Return the weeks from the first day to the last interview (rule 5).
 * @param {Situation} situation
 * @returns {Week[]}
 */
const weeks = ({ days }) => {
  const monday = days.first - weekdayOf(days.first)
  return Array.from({ length: days.week(days.interview) }, (_, n) => ({
    n: n + 1,
    first: isoOf(Math.max(days.first, monday + 7 * n)),
    last: isoOf(Math.min(days.interview, monday + 7 * n + 6)),
  }))
}

/**
 * Return the sessions by date. The ids of mocks continue from the highest number of their round in the log (rule 38).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {Session[]}
 */
const sessions = (situation, schedule) => {
  const loopIds = schedule.loops.map(loop => loop.number)
  const mocks = new Map(situation.history.numbers)
  return schedule.sessions().map(each => {
    const number = (mocks.get(each.round) ?? 0) + 1
    if (each.isMock) mocks.set(each.round, number)
    return {
      id: each.isMock ? `${each.round}-${number}` : `micro-${isoOf(each.day)}`,
      date: isoOf(each.day),
      week: situation.days.week(each.day),
      phase: situation.days.phase(each.day).id,
      kind: each.kind,
      drill: each.drill,
      loop: loopIds.indexOf(each.loop) + 1,
      round: each.round,
      form: each.form,
      minutes: each.minutes,
      partner: each.partner,
      with: each.person,
      questions: each.questions,
      surprises: each.surprises,
      exercise: each.exercise,
      goal: each.goal,
    }
  })
}

/**
 * @param {WholeCandidate} candidate
 * @returns {PlanCandidate}
 */
const planCandidate = candidate => {
  const { id, name, role, level, times, zone, paper, adjustments, partners, swap, stories } = candidate
  return {
    id,
    name,
    role,
    level,
    times: Object.fromEntries(WEEKDAYS.filter(day => times[day] !== undefined).map(day => [day, times[day]])),
    zone,
    paper,
    adjustments: [...adjustments],
    partners: {
      peer: [...partners.peer],
      friend: [...partners.friend],
      expert: [...partners.expert],
      llm: partners.llm,
    },
    swap,
    stories: [...stories],
  }
}

/**
 * Return the plan of a candidate as of `today`, with the log taken into account, by RULES.md.
 *
 * The handbook needs the questions of the rounds of `roundsNeeded`. Throw PlanRefused with all reasons if there can be no
 * plan.
 * @param {Handbook} handbook
 * @param {Candidate} candidate
 * @param {Iso} today
 * @param {readonly LogEntry[]} [log]
 * @returns {Plan}
 */
export const makePlan = (handbook, candidate, today, log = []) => {
  const [whole, day, entries] = [wholeCandidate(candidate), dayOf(today), log.map(wholeEntry)]
  refuseWhatCannotBePlanned(handbook, whole, day, entries)
  const { plan, loops } = planOfDay(handbook, whole, day, entries)
  if (entries.length) {
    const before = dayBefore(entries, dayOf(plan.first))
    const then = planOfDay(handbook, whole, before.day, before.older)
    plan.changes = compare(then.plan, plan, then.loops, loops)
  }
  return { ...plan, fingerprint: fingerprintOf(plan) }
}

/**
 * Return the rounds of the handbook that a candidate practises as of today, in the order of rule 1.
 * @param {Handbook} handbook
 * @param {Candidate} candidate
 * @param {Iso} today
 * @returns {string[]}
 */
export const candidateRounds = (handbook, candidate, today) => {
  const whole = wholeCandidate(candidate)
  const known = (/** @type {string} */ name) => Object.hasOwn(handbook.rounds, name)
  const base = baseRounds(handbook, whole)
  if (![...base, ...whole.interviews.flatMap(each => each.rounds)].every(known)) return unique(base).filter(known)
  const day = dayOf(today)
  return [...settleRounds(handbook, whole, Math.max(firstDay(whole, day), day)).planned]
}

/**
 * Return the rounds whose questions a plan needs, in the order of the handbook: those of the plan, of the log, and of the
 * plan before, which a plan is compared with (rule 27).
 * @param {Handbook} handbook
 * @param {Candidate} candidate
 * @param {Iso} today
 * @param {readonly LogEntry[]} [log]
 * @returns {string[]}
 */
export const roundsNeeded = (handbook, candidate, today, log = []) => {
  const needed = new Set([...candidateRounds(handbook, candidate, today), ...log.map(entry => entry.round)])
  if (log.length) {
    const [whole, entries] = [wholeCandidate(candidate), log.map(wholeEntry)]
    const first = firstDay(whole, dayOf(today), entries.map(entry => entry.date))
    for (const each of candidateRounds(handbook, candidate, isoOf(dayBefore(entries, first).day))) needed.add(each)
  }
  return Object.keys(handbook.rounds).filter(each => needed.has(each))
}
