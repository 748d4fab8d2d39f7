// Place loops: all steps of the real interview within ten days (rules 13 and 14).
/**
 * @import { Day } from "../types.js"
 * @import { DoneMock } from "./history.js"
 * @import { Schedule } from "./schedule.js"
 * @import { Situation } from "./situation.js"
 */
import { LOOP_DAYS } from "./history.js"
import { count, greatest, unique } from "./lists.js"
import { Placed } from "./schedule.js"

/** The least number of days from the end of a loop to the start of the next. */
const APART = 2
/** The last loop is never cut to fewer steps, and a cut loop has at least one day with this many. */
const FEWEST_STEPS = 2
/** A loop that ended fewer than this many days before a template's loop is due replaces it. */
const IN_TIME = 14
/** Starts within this many days before the limit are compared by how many days the loop needs. */
const LATE_STARTS = 7

/**
 * Steps with their days.
 * @typedef {{day: Day, step: string}[]} Laid
 */

/**
 * Place the remaining steps of the loop under way, unless a baseline was placed (rule 13).
 *
 * If they don't all fit, the strongest is left out (the later one of equals), and so on until they do.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {void}
 */
export const finishLoop = (situation, schedule) => {
  const begun = situation.history.underWay
  if (!begun || schedule.placed.some(each => each.kind === "baseline")) return
  const steps = situation.rounds.steps
  let kept = [...steps.keys()].filter(n => n > begun.lastStep)
  let laid = restOfLoop(schedule, kept.map(n => steps[n]), begun.first, begun.mocks)
  while (!laid) {
    const strongest = greatest(kept, n => situation.rank(steps[n]), n => n)
    kept = kept.filter(n => n !== strongest)
    if (!kept.length) return
    laid = restOfLoop(schedule, kept.map(n => steps[n]), begun.first, begun.mocks)
  }
  const number = situation.template.loops.length + 1
  const allFull = place(situation, schedule, laid, number)
  const full = allFull && begun.stepsDone.length + kept.length === steps.length
  schedule.loops.push({ number, first: begun.first, last: laid[laid.length - 1].day, full, finishes: begun })
  steps.forEach((step, n) => {
    if (!begun.stepsDone.includes(n) && !kept.includes(n)) schedule.leaveOut("loop", step, situation.length(step))
  })
}

/**
 * Return steps on mock days within the ten days of a loop, as many a day as fit, or undefined if they don't all fit.
 * @param {Schedule} schedule
 * @param {readonly string[]} steps
 * @param {Day} first
 * @param {readonly DoneMock[]} ownLoop
 * @returns {Laid | undefined}
 */
const restOfLoop = (schedule, steps, first, ownLoop) => {
  /** @type {Laid} */
  const laid = []
  for (const day of schedule.days.mock) {
    if (day - first >= LOOP_DAYS || schedule.on(day).length) return undefined
    laid.push(...stepsOfDay(schedule, day, steps.slice(laid.length), ownLoop))
    if (laid.length === steps.length) return laid
  }
  return undefined
}

/**
 * Return as many of the first steps as fit on a day, each in its round's length.
 * @param {Schedule} schedule
 * @param {Day} day
 * @param {readonly string[]} steps
 * @param {readonly DoneMock[]} [ownLoop]
 * @returns {Laid}
 */
const stepsOfDay = (schedule, day, steps, ownLoop = []) => {
  /** @type {Laid} */
  const laid = []
  let minutes = 0
  for (const step of steps) {
    minutes += schedule.situation.length(step)
    if (!schedule.fits(day, step, minutes, ownLoop)) break
    laid.push({ day, step })
  }
  return laid
}

/**
 * Place the steps of a loop, and return whether all of them are in full form.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Laid} laid
 * @param {number} loop
 */
const place = (situation, schedule, laid, loop) => {
  for (const { day, step: round } of laid) {
    const [form, minutes] = [situation.form(round), situation.length(round)]
    schedule.add(new Placed({ day, kind: "loop", round, form, minutes, asks: situation.asks(round, form), loop }))
  }
  return laid.every(({ step }) => situation.form(step) === "full")
}

/**
 * Return the last days of the loops that count: those at least half done, or finished in this plan (rule 14).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {Day[]}
 */
const loopsThatCount = (situation, schedule) => [
  ...situation.history.loops.filter(loop => loop.counts).map(loop => loop.last),
  ...schedule.loops.filter(loop => loop.finishes).map(loop => loop.last),
]

/**
 * Place the loops of the template, from the last to the first (rule 14).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {void}
 */
export const placeLoops = (situation, schedule) => {
  const steps = situation.rounds.steps
  const interview = situation.days.interview
  if (!steps.length) return
  const ends = loopsThatCount(situation, schedule)
  const days = schedule.mockDaysAfterBaselines().filter(day => ends.every(end => day - end >= APART))
  const lastNumber = situation.template.loops.length
  let nextStart = interview
  for (let number = lastNumber; number > 0; number -= 1) {
    const by = situation.template.loops[number - 1]
    if (ends.some(end => end > interview - (by + IN_TIME))) continue
    const limit = Math.min(interview - by, nextStart - APART)
    for (const kept of number === lastNumber ? [steps, ...cuts(situation)] : [steps]) {
      const whole = kept.length === steps.length
      const laid = chooseStart(schedule, days, kept, limit, !whole)
      if (!laid) continue
      const full = place(situation, schedule, laid, number) && whole
      schedule.loops.push({ number, first: laid[0].day, last: laid[laid.length - 1].day, full })
      leaveOutCutSteps(situation, schedule, kept)
      nextStart = laid[0].day
      break
    }
  }
  schedule.loops.sort((one, other) => one.first - other.first)
}

/**
 * Return the loop's steps with one, two … steps removed; at least two remain.
 *
 * Steps that are too long for every mock day are removed first. Among them, and among the others, the strongest is removed
 * first (the later one of equals).
 * @param {Situation} situation
 * @returns {string[][]}
 */
const cuts = situation => {
  const choices = []
  let steps = [...situation.rounds.steps]
  while (steps.length > FEWEST_STEPS) {
    const all = [...steps.keys()]
    const tooLong = all.filter(n => situation.length(steps[n]) > situation.days.longest)
    const removed = greatest(tooLong.length ? tooLong : all, n => situation.rank(steps[n]), n => n)
    steps = steps.filter((_, n) => n !== removed)
    choices.push(steps)
  }
  return choices
}

/**
 * Return a loop from the best start, or undefined if there is none.
 *
 * Among the starts in the last 7 days before the limit, the best one needs the fewest days with steps, and is the latest of
 * those. If none of them works, the latest earlier start is the best.
 * @param {Schedule} schedule
 * @param {readonly Day[]} days
 * @param {readonly string[]} steps
 * @param {Day} limit
 * @param {boolean} cut
 * @returns {Laid | undefined}
 */
const chooseStart = (schedule, days, steps, limit, cut) => {
  /** @type {Laid | undefined} */
  let best
  for (const start of [...days].reverse()) {
    const late = limit - start < LATE_STARTS
    if (best && !late) break
    const laid = layFrom(schedule, start, steps, limit)
    if (!laid || (cut && mostStepsADay(laid) < FEWEST_STEPS)) continue
    if (!best || daysWithSteps(laid) < daysWithSteps(best)) best = laid
    if (!late) break
  }
  return best
}

/**
 * Return a loop on consecutive empty mock days from a start, within ten days and up to the limit, or undefined.
 * @param {Schedule} schedule
 * @param {Day} start
 * @param {readonly string[]} steps
 * @param {Day} limit
 * @returns {Laid | undefined}
 */
const layFrom = (schedule, start, steps, limit) => {
  /** @type {Laid} */
  const laid = []
  for (const day of schedule.days.mock) {
    if (day < start) continue
    if (day > limit || day - start >= LOOP_DAYS || !schedule.empty(day)) return undefined
    laid.push(...stepsOfDay(schedule, day, steps.slice(laid.length)))
    if (!laid.length) return undefined
    if (laid.length === steps.length) return laid
  }
  return undefined
}

/** @param {Laid} laid */
const daysWithSteps = laid => unique(laid.map(({ day }) => day)).length

/** @param {Laid} laid */
const mostStepsADay = laid => Math.max(...laid.map(({ day }) => count(laid, each => each.day === day)))

/**
 * Record the steps that were cut; the later ones of a round with several steps.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {readonly string[]} kept
 */
const leaveOutCutSteps = (situation, schedule, kept) => {
  const left = [...kept]
  for (const step of situation.rounds.steps) {
    const at = left.indexOf(step)
    if (at < 0) schedule.leaveOut("loop", step, situation.length(step))
    else left.splice(at, 1)
  }
}

/**
 * Return whether all steps would fit in full on mock days up to a limit, if nothing else were placed (rule 30).
 * @param {Situation} situation
 * @param {Day} limit
 * @returns {boolean}
 */
export const couldBeFull = (situation, limit) => {
  const steps = situation.rounds.steps
  return situation.days.mock.some(first => {
    let step = 0
    for (const day of situation.days.mock) {
      if (day < first || day > limit || day - first >= LOOP_DAYS) continue
      let used = 0
      while (step < steps.length && used + situation.full(steps[step]) <= situation.days.freeMinutes(day)) {
        used += situation.full(steps[step])
        step += 1
      }
    }
    return step === steps.length
  })
}
