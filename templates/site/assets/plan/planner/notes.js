// Tell of a plan what its dates don’t: its notes, and what changed since the day before.
/**
 * @import { WholeEntry } from "./border.js"
 * @import { Shortage } from "./dealing.js"
 * @import { PlacedLoop, Schedule, Situation } from "./situation.js"
 * @import { Change, Day, FullMocks, Listed, Note, Person, Plan, Session, SessionKind } from "../types.js"
 */
import { by, count, isoOf, sum, unique } from "./border.js"
import { LAST_DAYS } from "./days.js"
import { fits } from "./dealing.js"
import { fixesThatComeBack, ofRound, LAST } from "./history.js"
import { couldBeFull } from "./placing.js"

// Make the notes of a plan: what the candidate should know about it (rules 1, 3, 4, 9, 12, 19, 23 and 30).
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

// Compare a plan with the one before, and name the log entries that changed it (rule 27).
/**
 * A session in the plan before, and the same session now.
 * @typedef {{was: Session, now: Session}} Pair
 */

/**
 * Return the day on which the plan before was made, and its log. `log` must not be empty.
 *
 * It is the second-latest day with an entry; if there is only one, it is the first day, with an empty log.
 * @param {readonly WholeEntry[]} log
 * @param {Day} first
 * @returns {{day: Day, older: WholeEntry[]}}
 */
export const dayBefore = (log, first) => {
  const newest = Math.max(...log.map(entry => entry.date))
  const older = log.filter(entry => entry.date < newest)
  return { day: older.length ? Math.max(...older.map(entry => entry.date)) : first, older }
}

/**
 * Return the changes from one plan to the next; a single `nothing` if there are none.
 *
 * `loopsBefore` and `loopsAfter` are the numbers of loops done and ahead.
 * @param {Plan} before
 * @param {Plan} after
 * @param {number} loopsBefore
 * @param {number} loopsAfter
 * @returns {Change[]}
 */
export const compare = (before, after, loopsBefore, loopsAfter) => {
  const changes = [
    ...template(before, after),
    ...rounds(before, after),
    ...ranks(before, after),
    ...loops(loopsBefore, loopsAfter),
    ...sessions(before, after),
  ]
  return changes.length ? changes : [{ code: "nothing" }]
}

/**
 * @param {Plan} before
 * @param {Plan} after
 * @returns {Change[]}
 */
const template = ({ template: before }, { template: after }) =>
  before === after ? [] : [{ code: "template", before, after }]

/**
 * @param {Plan} before
 * @param {Plan} after
 * @returns {Change[]}
 */
const rounds = (before, after) => {
  const added = Object.keys(after.rounds).filter(each => !Object.hasOwn(before.rounds, each))
  const removed = Object.keys(before.rounds).filter(each => !Object.hasOwn(after.rounds, each))
  return added.length || removed.length ? [{ code: "rounds", added, removed }] : []
}

/**
 * Return the rounds whose rank changed, with the days of their new log entries.
 * @param {Plan} before
 * @param {Plan} after
 * @returns {Change[]}
 */
const ranks = (before, after) => {
  const newEntries = after.done.slice(before.done.length)
  return after.ranked.flatMap((each, place) => {
    const placeBefore = before.ranked.findIndex(other => other.round === each.round)
    if (placeBefore < 0 || placeBefore === place) return []
    return [{
      code: "rank",
      round: each.round,
      before: placeBefore + 1,
      after: place + 1,
      entries: newEntries.filter(entry => entry.round === each.round).map(entry => entry.date),
      need_before: before.ranked[placeBefore].need,
      need_after: each.need,
    }]
  })
}

/**
 * @param {number} before
 * @param {number} after
 * @returns {Change[]}
 */
const loops = (before, after) => before === after ? [] : [{ code: "loops", before, after }]

/**
 * Return the sessions that were moved, removed, added, renamed or changed.
 * @param {Plan} before
 * @param {Plan} after
 * @returns {Change[]}
 */
const sessions = (before, after) => {
  const { pairs, gone, added } = match(stillAhead(before, after), after.sessions)
  const sameDay = pairs.filter(({ was, now }) => was.date === now.date)
  return [
    ...pairs.filter(({ was, now }) => was.date !== now.date).map(moved),
    ...byKind(gone).map(([kind, list]) => /** @type {Change} */ ({ code: "gone", kind, sessions: list.map(listed) })),
    ...byKind(added).flatMap(([kind, list]) => isNew(kind, list)),
    ...renamed(sameDay),
    ...changed(sameDay),
  ]
}

/**
 * @param {Pair} pair
 * @returns {Change}
 */
const moved = ({ was, now }) => (
  { code: "moved", session: now.id, kind: now.kind, round: now.round, before: was.date, after: now.date }
)

/**
 * @param {SessionKind} kind
 * @param {readonly Session[]} list
 * @returns {Change[]}
 */
const isNew = (kind, list) => kind === "paid"
  ? list.map(({ round, id, date }) => ({ code: "paid", round, session: id, date }))
  : [{ code: "new", kind, sessions: list.map(listed) }]

/**
 * @param {readonly Pair[]} pairs
 * @returns {Change[]}
 */
const renamed = pairs => {
  const list = pairs
    .filter(({ was, now }) => was.id !== now.id)
    .map(({ was, now }) => ({ before: was.id, after: now.id, date: now.date }))
  return list.length ? [{ code: "renamed", sessions: list }] : []
}

/**
 * Return the sessions of the plan before that aren't done, without micro-practice on past days.
 * @param {Plan} before
 * @param {Plan} after
 */
const stillAhead = (before, after) => {
  const done = new Set(after.done.slice(before.done.length).map(entry => entry.session))
  return before.sessions.filter(each => !done.has(each.id) && (each.kind !== "micro" || each.date >= after.today))
}

/**
 * Match the sessions of two plans. Return the pairs in the order of `after`, those removed, and those added.
 *
 * Sessions match if they have the same kind and round: first those on the same day, then the others by date.
 * @param {readonly Session[]} before
 * @param {readonly Session[]} after
 */
const match = (before, after) => {
  const gone = [...before]
  let added = [...after]
  /** @type {Pair[]} */
  const pairs = []
  for (const sameDay of [true, false]) {
    added = added.filter(now => {
      const at = gone.findIndex(
        was => was.kind === now.kind && was.round === now.round && (was.date === now.date || !sameDay))
      if (at < 0) return true
      pairs.push({ was: gone[at], now })
      gone.splice(at, 1)
      return false
    })
  }
  return { pairs: pairs.sort(by(({ now }) => after.indexOf(now))), gone, added }
}

/**
 * Return the sessions of each kind, in the order in which the kinds come.
 * @param {readonly Session[]} list
 * @returns {[SessionKind, Session[]][]}
 */
const byKind = list => {
  /** @type {Map<SessionKind, Session[]>} */
  const kinds = new Map()
  for (const each of list) kinds.set(each.kind, [...(kinds.get(each.kind) ?? []), each])
  return [...kinds]
}

/**
 * @param {Session} session
 * @returns {Listed}
 */
const listed = ({ id, round, date }) => ({ session: id, round, date })

/**
 * Return the sessions on the same day whose length or person changed, then those whose content changed.
 * @param {readonly Pair[]} pairs
 * @returns {Change[]}
 */
const changed = pairs => {
  const others = pairs.filter(
    ({ was, now }) => was.minutes !== now.minutes || was.partner !== now.partner || was.with !== now.with)
  const questions = pairs.filter(pair => !others.includes(pair) && content(pair.was) !== content(pair.now))
  /** @type {Change[]} */
  const same = questions.length ? [{ code: "questions", sessions: questions.map(({ now }) => now.id) }] : []
  return [...others.map(anotherPerson), ...same]
}

/**
 * @param {Pair} pair
 * @returns {Change}
 */
const anotherPerson = ({ was, now }) => ({
  code: "changed",
  session: now.id,
  round: now.round,
  date: now.date,
  minutes_before: was.minutes,
  minutes_after: now.minutes,
  partner_before: was.partner,
  partner_after: now.partner,
  with_before: was.with,
  with_after: now.with,
})

/** @param {Session} session */
const content = session =>
  JSON.stringify([session.questions, session.surprises, session.drill, session.goal, session.exercise])
