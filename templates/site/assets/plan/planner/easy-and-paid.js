// Place the easy mock before the interview, and mocks with an expert for stubborn rounds (rules 11 and 12).
/**
 * @import { Schedule } from "./schedule.js"
 * @import { Situation } from "./situation.js"
 */
import { LAST_DAYS } from "./days.js"
import { Placed } from "./schedule.js"

/** The most minutes of the easy mock, and the least minutes of its day. */
const [EASY_MINUTES, EASY_NEEDS] = [30, 10]

/**
 * Place an easy mock of the strongest round on the day before the interview, else on the day before that (rule 11).
 *
 * Its length is the shortest of the round's short form without extra time, the day's minutes and 30.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {void}
 */
export const placeEasyMock = (situation, schedule) => {
  const days = situation.days
  const choices = Array.from({ length: LAST_DAYS }, (_, back) => days.interview - 1 - back)
  if (choices.some(day => situation.history.on(day).some(mock => mock.kind === "easy"))) return
  const round = situation.strongest.find(each => situation.until(each) === days.interview)
  const day = choices.find(each => days.freeMinutes(each) >= EASY_NEEDS && !days.eves.has(each))
  if (round === undefined || day === undefined) return
  const minutes = Math.min(situation.handbook.rounds[round].short, days.freeMinutes(day), EASY_MINUTES)
  schedule.add(new Placed({ day, kind: "easy", round, form: "short", minutes, asks: 1 }))
}

/**
 * Place a mock with an expert for every stubborn round, by rank, on the first empty day where it fits (rule 12).
 *
 * The day is after the last baseline and not before the notice is over.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {void}
 */
export const placePaidMocks = (situation, schedule) => {
  for (const { round, stubborn } of situation.ranked) {
    if (!stubborn) continue
    const [form, minutes] = [situation.form(round), situation.length(round)]
    const day = schedule.mockDaysAfterBaselines().find(
      each => each >= situation.days.notice && schedule.empty(each) && schedule.fits(each, round, minutes))
    if (day === undefined) schedule.leaveOut("paid", round, minutes)
    else schedule.add(new Placed({ day, kind: "paid", round, form, minutes, asks: situation.asks(round, form) }))
  }
}
