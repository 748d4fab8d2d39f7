// Place micro-practice: ten to twenty minutes alone, on days without a mock (rule 18).
/**
 * @import { Day } from "../types.js"
 * @import { Schedule } from "./schedule.js"
 * @import { Situation } from "./situation.js"
 */
import { weekdayOf } from "../dates.js"
import { Placed } from "./schedule.js"

/** The most minutes of a micro-practice, the step they are rounded down to, and the least. */
const [MICRO_MINUTES, MICRO_STEP, MICRO_NEEDS] = [20, 5, 10]

/**
 * Place micro-practice on the first empty days of each week, up to `days_a_week` days of practice.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {void}
 */
export const placeMicroPractice = (situation, schedule) => {
  const days = situation.days
  const sessions = []
  for (let week = 1; week <= days.week(days.interview); week += 1) {
    const empty = days.usable.filter(day => days.week(day) === week && schedule.empty(day))
    const kept = empty.slice(0, Math.max(0, situation.template.days_a_week - schedule.practiceDays(week)))
    for (const day of kept) {
      const session = days.work.includes(day) ? practice(situation, schedule, day) : undefined
      if (session) sessions.push(session)
    }
  }
  for (const session of sessions) schedule.add(session)
}

/**
 * Return the micro-practice for a work day, or undefined if the day is too short or no round needs it.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Day} day
 * @returns {Placed | undefined}
 */
const practice = (situation, schedule, day) => {
  const minutes = Math.floor(Math.min(MICRO_MINUTES, situation.days.freeMinutes(day)) / MICRO_STEP) * MICRO_STEP
  const rounds = situation.weakest(day).filter(each => needsIt(situation, schedule, each, day))
  if (minutes < MICRO_NEEDS || !rounds.length) return undefined
  const week = situation.days.week(day)
  const round = rounds[week % rounds.length]
  const exercises = situation.handbook.rounds[round].exercises.length
  const exercise = (week + weekdayOf(day)) % exercises + 1
  return new Placed({ day, kind: "micro", round, form: "micro", minutes, asks: 0, exercise })
}

/**
 * Return whether a round is under 4, and its baseline, if one is planned, is before the day.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {string} roundId
 * @param {Day} day
 */
const needsIt = (situation, schedule, roundId, day) =>
  situation.weak(roundId) && schedule.baselines(roundId).every(baseline => baseline < day)
