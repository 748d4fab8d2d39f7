// Make a plan. `placeAll` shows the order of placement; what comes last is the first to be left out.
/**
 * @import { Day, Handbook, Plan, PlanCandidate, Session, Week } from "../types.js"
 * @import { WholeCandidate, WholeEntry } from "./border.js"
 * @import { Banks } from "./questions.js"
 */
import { isoOf, weekdayOf } from "../dates.js"
import { placeBaselines, withWhatIsLeftOfToday } from "./baselines.js"
import { WEEKDAYS } from "./border.js"
import { placeDrills, placeFirstDrills } from "./drills.js"
import { placeEasyMock, placePaidMocks } from "./easy-and-paid.js"
import { placeFinals } from "./finals.js"
import { doneRows } from "./history.js"
import { count } from "./lists.js"
import { finishLoop, placeLoops } from "./loops.js"
import { placeMicroPractice } from "./micro.js"
import { countFullMocks, makeNotes } from "./notes.js"
import { assignPeople, peopleAsked } from "./people.js"
import { Supply, dealQuestions, makeBanks } from "./questions.js"
import { criteria } from "./results.js"
import { interviewsOf } from "./rounds.js"
import { Schedule } from "./schedule.js"
import { Situation, makeSituation } from "./situation.js"

const PLAN_VERSION = 2

/**
 * Return a plan without changes and fingerprint, and the number of loops done and ahead.
 * @param {Handbook} handbook
 * @param {WholeCandidate} candidate
 * @param {Day} today
 * @param {readonly WholeEntry[]} log
 * @returns {{plan: Plan, loops: number}}
 */
export const planOfDay = (handbook, candidate, today, log) => {
  const situation = withWhatIsLeftOfToday(makeSituation(handbook, candidate, today, log))
  const schedule = new Schedule(situation)
  const banks = makeBanks(situation)
  placeAll(situation, schedule, banks)
  assignPeople(situation, schedule)
  const plan = makePlan(situation, schedule, banks)
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
const makePlan = (situation, schedule, banks) => {
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
