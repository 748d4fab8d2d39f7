// Place finals, the one or two mocks of the last phase (rules 7 and 15).
/**
 * @import { Form } from "../types.js"
 * @import { Schedule } from "./schedule.js"
 * @import { Situation } from "./situation.js"
 */
import { count } from "./lists.js"
import { Placed } from "./schedule.js"

/** @type {readonly Form[]} */
const FORMS = ["full", "short"]

/**
 * Place a final for each of the weakest rounds, on the latest empty mock day of the last phase on which it fits.
 *
 * They are in full form if that fits, else in short form. Logged and paid mocks in this phase count as finals.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {void}
 */
export const placeFinals = (situation, schedule) => {
  const phase = situation.days.phases[situation.days.phases.length - 1]
  if (phase.template !== situation.template.phases.at(-1)) return
  const within = (/** @type {number} */ day) => phase.first <= day && day <= phase.last
  const done = situation.history.mocks.filter(mock => within(mock.day))
  const paid = [...schedule.paid].filter(([, day]) => within(day)).map(([roundId]) => roundId)
  let wanted = situation.template.finals - count(done, mock => mock.kind !== "easy") - paid.length
  const had = new Set([...paid, ...done.map(mock => mock.round)])
  const days = schedule.mockDaysAfterBaselines().filter(within).reverse()
  for (const round of situation.inOrder) {
    if (wanted <= 0) return
    if (had.has(round) || !situation.rounds.ofLast.includes(round)) continue
    for (const form of FORMS) {
      const minutes = situation.minutes(round, form)
      const day = days.find(each => schedule.empty(each) && schedule.fits(each, round, minutes))
      if (day === undefined) continue
      schedule.add(new Placed({ day, kind: "final", round, form, minutes, asks: situation.asks(round, form) }))
      wanted -= 1
      break
    }
  }
}
