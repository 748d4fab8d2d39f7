// Plan practice sessions for the days before an interview, by the rules in generator/planner/RULES.md.
//
// The twin of `generator/planner`: the same handbook, candidate, log and day result in the same plan there and here, byte
// for byte. Pure: no clock, no time zone, no randomness. tests/test_vectors.py compares the two.
/**
 * @import { Candidate, Handbook, Iso, LogEntry, Plan } from "./types.js"
 */
import { dayOf, isoOf } from "./dates.js"
import { wholeCandidate, wholeEntry } from "./planner/border.js"
import { compare, dayBefore } from "./planner/changes.js"
import { firstDay } from "./planner/days.js"
import { fingerprintOf } from "./planner/hash.js"
import { unique } from "./planner/lists.js"
import { planOfDay } from "./planner/make.js"
import { PlanRefused, refuseWhatCannotBePlanned } from "./planner/refusal.js"
import { baseRounds, settleRounds } from "./planner/rounds.js"

export { PlanRefused }

/**
 * Return the plan of a candidate as of `today`, with the log taken into account, by RULES.md.
 *
 * The handbook needs the questions of the rounds of `roundsNeeded`. Throw PlanRefused with all reasons if there can be no
 * plan.
 * @param {Handbook} handbook
 * @param {Candidate} candidate
 * @param {Iso} today
 * @param {readonly LogEntry[]} [log]
 * @returns {Plan}
 */
export const makePlan = (handbook, candidate, today, log = []) => {
  const [whole, day, entries] = [wholeCandidate(candidate), dayOf(today), log.map(wholeEntry)]
  refuseWhatCannotBePlanned(handbook, whole, day, entries)
  const { plan, loops } = planOfDay(handbook, whole, day, entries)
  if (entries.length) {
    const before = dayBefore(entries, dayOf(plan.first))
    const then = planOfDay(handbook, whole, before.day, before.older)
    plan.changes = compare(then.plan, plan, then.loops, loops)
  }
  return { ...plan, fingerprint: fingerprintOf(plan) }
}

/**
 * Return the rounds of the handbook that a candidate practises as of today, in the order of rule 1.
 * @param {Handbook} handbook
 * @param {Candidate} candidate
 * @param {Iso} today
 * @returns {string[]}
 */
export const candidateRounds = (handbook, candidate, today) => {
  const whole = wholeCandidate(candidate)
  const known = (/** @type {string} */ name) => Object.hasOwn(handbook.rounds, name)
  const base = baseRounds(handbook, whole)
  if (![...base, ...whole.interviews.flatMap(each => each.rounds)].every(known)) return unique(base).filter(known)
  const day = dayOf(today)
  return [...settleRounds(handbook, whole, Math.max(firstDay(whole, day), day)).planned]
}

/**
 * Return the rounds whose questions a plan needs, in the order of the handbook: those of the plan, of the log, and of the
 * plan before, which a plan is compared with (rule 27).
 * @param {Handbook} handbook
 * @param {Candidate} candidate
 * @param {Iso} today
 * @param {readonly LogEntry[]} [log]
 * @returns {string[]}
 */
export const roundsNeeded = (handbook, candidate, today, log = []) => {
  const needed = new Set([...candidateRounds(handbook, candidate, today), ...log.map(entry => entry.round)])
  if (log.length) {
    const [whole, entries] = [wholeCandidate(candidate), log.map(wholeEntry)]
    const first = firstDay(whole, dayOf(today), entries.map(entry => entry.date))
    for (const each of candidateRounds(handbook, candidate, isoOf(dayBefore(entries, first).day))) needed.add(each)
  }
  return Object.keys(handbook.rounds).filter(each => needed.has(each))
}
