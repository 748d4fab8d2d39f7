// Place baselines: every round once, to measure where the candidate begins (rule 10).
/**
 * @import { Day, Form } from "../types.js"
 * @import { Schedule } from "./schedule.js"
 * @import { Situation } from "./situation.js"
 */
import { by } from "./lists.js"
import { Placed } from "./schedule.js"

/** The index of the third way, in which all baselines are short. */
const ALL_SHORT = 2

/**
 * A day for baselines: its minutes, and the mocks it has already.
 * @typedef {{date: Day, minutes: number, mocks: number}} BaselineDay
 *
 * A way to place baselines: the form of each round, the days, and the most mocks a day (0 for no limit).
 * @typedef {{form: (roundId: string) => Form, days: readonly BaselineDay[], aDay: number}} Way
 */

/**
 * Place a baseline for every round without a log entry, by due day, then by rank.
 *
 * The first way to try is the one chosen as of the first day. If it fails today, the later ways are tried.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {void}
 */
export const placeBaselines = (situation, schedule) => {
  const rounds = inOrder(situation).filter(each => !situation.history.count(each))
  const days = situation.days.baseline
    .filter(day => situation.days.free.has(day))
    .map(day => ({ date: day, minutes: situation.days.freeMinutes(day), mocks: situation.history.on(day).length }))
  const needed = placeable(situation, rounds, days)
  const ways = waysFor(situation, roundId => situation.form(roundId), days).slice(wayAsOfTheFirstDay(situation))
  const enough = (/** @type {Way} */ way) => allPlaced(needed, lay(situation, rounds, way))
  const way = ways.find(enough) ?? ways[ways.length - 1]
  const placed = lay(situation, rounds, way)
  for (const roundId of rounds) {
    const day = placed.get(roundId)
    if (day === undefined) {
      schedule.leaveOut("baseline", roundId, situation.short(roundId))
    } else {
      const form = way.form(roundId)
      const [minutes, asks] = [situation.minutes(roundId, form), situation.asks(roundId, form)]
      schedule.add(new Placed({ day, kind: "baseline", round: roundId, form, minutes, asks }))
    }
  }
}

/**
 * Return the situation with today's minutes reduced by those of today's logged mocks (definitions, minutes).
 *
 * An odd drill counts its round's short minutes, as does a baseline if the first way to try is the third. Every other
 * mock counts its round's length as of the first day.
 * @param {Situation} situation
 * @returns {Situation}
 */
export const withWhatIsLeftOfToday = situation => {
  const logged = situation.history.on(situation.days.today)
  if (!logged.length) return situation
  const longest = longestOf(situation.days.baseline.map(day => situation.days.minutes(day)))
  const allShort = wayAsOfTheFirstDay(situation) === ALL_SHORT
  let used = 0
  for (const mock of logged) {
    const short = mock.oddDrill || (mock.kind === "baseline" && allShort)
    used += situation.minutes(mock.round, short ? "short" : situation.formOnDays(mock.round, longest))
  }
  return situation.with(situation.days.lessToday(used))
}

/** @param {readonly number[]} minutes */
const longestOf = minutes => Math.max(0, ...minutes)

/**
 * Return the rounds by due day, then by rank.
 * @param {Situation} situation
 */
const inOrder = situation => [...situation.inOrder].sort(by(each => situation.due(each)))

/**
 * Return the index of the way chosen on the first day, when every round and day was left and nothing logged.
 * @param {Situation} situation
 */
const wayAsOfTheFirstDay = situation => {
  const rounds = inOrder(situation)
  const days = situation.days.baseline.map(day => ({ date: day, minutes: situation.days.minutes(day), mocks: 0 }))
  const longest = longestOf(days.map(day => day.minutes))
  const needed = placeable(situation, rounds, days)
  const ways = waysFor(situation, roundId => situation.formOnDays(roundId, longest), days)
  const number = ways.slice(0, ALL_SHORT).findIndex(way => allPlaced(needed, lay(situation, rounds, way)))
  return number < 0 ? ALL_SHORT : number
}

/**
 * Return the three ways: one a day in the first phase, `mocks_a_day`, and all in short form.
 *
 * The first two use only the first third of all baseline days, rounded up.
 * @param {Situation} situation
 * @param {(roundId: string) => Form} form
 * @param {readonly BaselineDay[]} days
 * @returns {Way[]}
 */
const waysFor = (situation, form, days) => {
  const allDays = situation.days.baseline
  const third = new Set(allDays.slice(0, Math.ceil(allDays.length / 3)))
  const inThird = days.filter(day => third.has(day.date))
  const firstPhase = situation.template.phases[0]
  const inPhase = inThird.filter(day => situation.days.phase(day.date) === firstPhase)
  return [
    { form, days: inPhase, aDay: 1 },
    { form, days: inThird, aDay: situation.template.mocks_a_day },
    { form: () => "short", days, aDay: 0 },
  ]
}

/**
 * Return the rounds whose short form fits on at least one day before their due day.
 * @param {Situation} situation
 * @param {readonly string[]} rounds
 * @param {readonly BaselineDay[]} days
 */
const placeable = (situation, rounds, days) => rounds.filter(
  each => days.some(day => day.date < situation.due(each) && situation.short(each) <= day.minutes))

/**
 * @param {readonly string[]} needed
 * @param {ReadonlyMap<string, Day>} placed
 */
const allPlaced = (needed, placed) => needed.every(each => placed.has(each))

/**
 * Return round → the earliest day of a way before its due day that has room; without rounds that don't fit.
 * @param {Situation} situation
 * @param {readonly string[]} rounds
 * @param {Way} way
 * @returns {Map<string, Day>}
 */
const lay = (situation, rounds, way) => {
  const days = way.days.map(({ date, minutes, mocks }) => ({ date, left: minutes, mocks }))
  /** @type {Map<string, Day>} */
  const chosen = new Map()
  for (const roundId of rounds) {
    const minutes = situation.minutes(roundId, way.form(roundId))
    const day = days.find(({ date, left, mocks }) =>
      minutes <= left && (!way.aDay || mocks < way.aDay) && date < situation.due(roundId))
    if (!day) continue
    chosen.set(roundId, day.date)
    day.left -= minutes
    day.mocks += 1
  }
  return chosen
}
