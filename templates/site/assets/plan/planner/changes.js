// Compare a plan with the one before, and name the log entries that changed it (rule 27).
/**
 * @import { Change, Day, Listed, Plan, Session, SessionKind } from "../types.js"
 * @import { WholeEntry } from "./border.js"
 */
import { by } from "./lists.js"

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
