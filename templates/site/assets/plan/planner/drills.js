// Place first drills and the drills of every week (rules 3, 16 and 17).
/**
 * @import { Day, Form } from "../types.js"
 * @import { Supply } from "./questions.js"
 * @import { Schedule } from "./schedule.js"
 * @import { Situation } from "./situation.js"
 */
import { by, count } from "./lists.js"
import { Placed } from "./schedule.js"

/** The factor by which the turn of other rounds comes later than that of the two weakest rounds under 4. */
const OTHERS_LATER = 3
/** The most drills of a round in a plan in which no round is under 4. */
const DRILLS_OF_THE_STRONG = 2

/**
 * The drill that a round would have next.
 * @typedef {{round: string, kind: "again" | "check", form: Form, minutes: number, asks: number, goal: number}} NextDrill
 */

/**
 * Return the next drill of a round, or undefined without a question for it (rule 17).
 *
 * The first, third … is *again*: short, with a question that the round has had. The second, fourth … is a *check*: with a
 * new question, in the round's form. If no new question is left, a check becomes *again*. A round without any mock has no
 * question to repeat, so its drills have new questions.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Supply} supply
 * @param {string} round
 * @returns {NextDrill | undefined}
 */
export const nextDrill = (situation, schedule, supply, round) => {
  const number = drillsOf(situation, schedule, round) + 1
  const goals = situation.handbook.rounds[round].goals.length
  const goal = Math.floor((number - 1) / 2) % goals + 1
  const hadMock = schedule.baselines(round).length > 0 || situation.history.count(round) > 0
  const left = supply.left(round)
  const isNew = number % 2 === 0 || !hadMock
  if (isNew && left > 0) {
    const form = number % 2 === 0 ? situation.form(round) : "short"
    const asks = Math.min(situation.asks(round, form), left)
    return { round, kind: "check", form, minutes: situation.minutes(round, form), asks, goal }
  }
  if (!hadMock || !supply.hasHad(round)) return undefined
  return { round, kind: "again", form: "short", minutes: situation.short(round), asks: 0, goal }
}

/**
 * @param {Schedule} schedule
 * @param {Day} day
 * @param {NextDrill} drill
 */
const addDrill = (schedule, day, { round, kind, form, minutes, asks, goal }) =>
  schedule.add(new Placed({ day, kind: "drill", round, form, minutes, asks, drill: kind, goal }))

/**
 * Place the first drill of each round under 4 that is due before the last interview (rule 3).
 *
 * They are placed by due day, then by rank, each on the earliest mock day between its baseline and its due day that has
 * only baselines and drills.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Supply} supply
 * @returns {void}
 */
export const placeFirstDrills = (situation, schedule, supply) => {
  const rounds = situation.inOrder
    .filter(each => situation.due(each) < situation.days.interview)
    .filter(each => situation.weak(each) && !situation.history.drills(each))
    .sort(by(each => situation.due(each)))
  for (const roundId of rounds) {
    const drill = nextDrill(situation, schedule, supply, roundId)
    const day = drill && dayOfFirstDrill(situation, schedule, drill)
    if (drill && day !== undefined) addDrill(schedule, day, drill)
    else schedule.leaveOut("drill", roundId, situation.short(roundId))
    if (!drill) schedule.withoutQuestion.add(roundId)
  }
}

/**
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {NextDrill} drill
 * @returns {Day | undefined}
 */
const dayOfFirstDrill = (situation, schedule, drill) => {
  const baseline = schedule.baselines(drill.round)[0] ?? -Infinity
  return situation.days.mock.find(day =>
    day < situation.due(drill.round)
    && day > baseline
    && schedule.mocks(day) <= situation.template.mocks_a_day
    && onlyBaselinesAndDrills(schedule, day)
    && schedule.fits(day, drill.round, drill.minutes))
}

/**
 * Return whether a day has only baselines and drills, planned or logged, or nothing.
 * @param {Schedule} schedule
 * @param {Day} day
 */
const onlyBaselinesAndDrills = (schedule, day) =>
  [...schedule.on(day), ...schedule.loggedOn(day)].every(({ kind }) => kind === "baseline" || kind === "drill")

/**
 * Fill each week up to the drills of the day's phase, day by day (rule 16).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Supply} supply
 * @returns {void}
 */
export const placeDrills = (situation, schedule, supply) => {
  const first = schedule.lastBaseline()
  const days = situation.days.mock.filter(
    day => day >= first && !schedule.withinLoop(day) && onlyBaselinesAndDrills(schedule, day))
  for (const day of days) {
    const week = situation.days.week(day)
    const daysAfter = count(days, other => situation.days.week(other) === week && other > day)
    while (getsADrill(situation, schedule, day, daysAfter)) {
      const drill = drillOfDay(situation, schedule, supply, day)
      if (!drill) break
      addDrill(schedule, day, drill)
    }
  }
}

/**
 * Return whether a day gets one more drill. `daysAfter` is the number of later days in its week for drills.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Day} day
 * @param {number} daysAfter
 */
const getsADrill = (situation, schedule, day, daysAfter) => {
  const { template, days } = situation
  const stillDue = days.phase(day).drills - drillsOfWeek(situation, schedule, days.week(day))
  if (schedule.mocks(day) >= template.mocks_a_day || stillDue <= 0) return false
  if (schedule.empty(day)) return schedule.practiceDays(days.week(day)) < template.days_a_week
  return stillDue > daysAfter
}

/**
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {number} week
 */
const drillsOfWeek = (situation, schedule, week) => count(
  [...situation.history.mocks, ...schedule.placed], each => each.kind === "drill" && situation.days.week(each.day) === week)

/**
 * Return the next drill for a day, or undefined if none fits.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Supply} supply
 * @param {Day} day
 */
const drillOfDay = (situation, schedule, supply, day) => {
  /** @type {NextDrill | undefined} */
  let best
  let lowest = Infinity
  for (const roundId of drilledRounds(situation, schedule, day)) {
    const drill = nextDrill(situation, schedule, supply, roundId)
    if (!drill || !schedule.fits(day, roundId, drill.minutes)) continue
    const first = situation.weakest(day).includes(roundId) && situation.weak(roundId)
    const turn = (drillsOf(situation, schedule, roundId) + 1) * (first ? 1 : OTHERS_LATER)
    if (turn < lowest) [best, lowest] = [drill, turn]
  }
  return best
}

/**
 * Return how many drills a round has, logged and planned.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {string} roundId
 */
const drillsOf = (situation, schedule, roundId) =>
  situation.history.drills(roundId) + count(schedule.placed, each => each.kind === "drill" && each.round === roundId)

/**
 * Return the rounds that are drilled on a day, by rank.
 *
 * They are the two weakest of the rounds that continue after the day, and all under 4. If none is under 4, it is only the
 * weakest, with at most two drills in all.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Day} day
 */
const drilledRounds = (situation, schedule, day) => {
  const rounds = situation.inOrder.filter(each => situation.until(each) > day)
  if (rounds.some(each => situation.weak(each))) {
    return rounds.filter(each => situation.weakest(day).includes(each) || situation.weak(each))
  }
  return rounds.slice(0, 1).filter(each => drillsOf(situation, schedule, each) < DRILLS_OF_THE_STRONG)
}
