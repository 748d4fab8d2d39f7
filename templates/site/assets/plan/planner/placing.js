// Place the sessions, each kind after its rules (rules 9 to 18).
/**
 * @import { Supply } from "./dealing.js"
 * @import { DoneMock } from "./history.js"
 * @import { Schedule, Situation } from "./situation.js"
 * @import { Day, Form } from "../types.js"
 */
import { by, count, greatest, unique, weekdayOf } from "./border.js"
import { LAST_DAYS } from "./days.js"
import { LOOP_DAYS } from "./history.js"
import { Placed } from "./situation.js"

// Place baselines: every round once, to measure where the candidate begins (rule 10).
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

// Place loops: all steps of the real interview within ten days (rules 13 and 14).
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

// Place finals, the one or two mocks of the last phase (rules 7 and 15).
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

// Place the easy mock before the interview, and mocks with an expert for stubborn rounds (rules 11 and 12).
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

// Place first drills and the drills of every week (rules 3, 16 and 17).
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
const nextDrill = (situation, schedule, supply, round) => {
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

// Place micro-practice: ten to twenty minutes alone, on days without a mock (rule 18).
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
