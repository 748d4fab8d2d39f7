// Where data comes in: a candidate and a log with every key and with days as numbers.
/**
 * @import { Adjustment, Candidate, Day, Level, LogEntry, LoggedKind, Paper, PersonKind, Rater, Score, Weekday } from "../types.js"
 */
import { dayOf } from "../dates.js"

/** @type {readonly Weekday[]} */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

/**
 * An interview with every key.
 * @typedef {{date: Day, label: string, rounds: readonly string[]}} WholeInterview
 *
 * A candidate with every key. `interview` and `start` are null if they are missing; texts are "".
 * @typedef {object} WholeCandidate
 * @property {string} id
 * @property {string} name
 * @property {string} role
 * @property {Level} level
 * @property {Day | null} interview
 * @property {readonly WholeInterview[]} interviews
 * @property {Day} lastInterview
 * @property {Partial<Record<Weekday, number>>} days
 * @property {Partial<Record<Weekday, string>>} times
 * @property {string} zone
 * @property {ReadonlySet<Day>} away
 * @property {ReadonlyMap<string, number>} confidence
 * @property {Day | null} start
 * @property {string} plan
 * @property {readonly string[]} rounds
 * @property {Readonly<Record<PersonKind, readonly string[]>> & {readonly llm: boolean}} partners
 * @property {boolean} swap
 * @property {Paper} paper
 * @property {readonly Adjustment[]} adjustments
 * @property {ReadonlySet<string>} seen
 * @property {readonly string[]} stories titles
 *
 * A log entry with every key. Texts are "" if they are missing.
 * @typedef {object} WholeEntry
 * @property {Day} date
 * @property {string} round
 * @property {number} before
 * @property {number} after
 * @property {string} fix
 * @property {string} session
 * @property {LoggedKind | ""} kind
 * @property {Rater | ""} rater
 * @property {readonly string[]} questions
 * @property {Readonly<Record<string, Score>>} scores
 * @property {Readonly<Record<string, Score>>} selfScores
 */

/**
 * Return a candidate with every key and with days as numbers.
 * @param {Candidate} candidate
 * @returns {WholeCandidate}
 */
export const wholeCandidate = candidate => {
  const interviews = (candidate.interviews ?? []).map(each => (
    { date: dayOf(each.date), label: each.label ?? "", rounds: each.rounds ?? [] }
  ))
  const interview = candidate.interview ? dayOf(candidate.interview) : null
  const partners = candidate.partners ?? {}
  return {
    id: candidate.id ?? "",
    name: candidate.name,
    role: candidate.role,
    level: candidate.level,
    interview,
    interviews,
    lastInterview: Math.max(...interviews.map(each => each.date), interview ?? -Infinity),
    days: candidate.days,
    times: candidate.times ?? {},
    zone: candidate.zone ?? "",
    away: new Set((candidate.away ?? []).map(dayOf)),
    confidence: new Map(Object.entries(candidate.confidence ?? {})),
    start: candidate.start ? dayOf(candidate.start) : null,
    plan: candidate.plan ?? "",
    rounds: candidate.rounds ?? [],
    partners: {
      peer: partners.peer ?? [],
      friend: partners.friend ?? [],
      expert: partners.expert ?? [],
      llm: partners.llm ?? false,
    },
    swap: candidate.swap ?? false,
    paper: candidate.paper ?? "a4",
    adjustments: candidate.adjustments ?? [],
    seen: new Set(candidate.seen ?? []),
    stories: (candidate.stories ?? []).map(story => story.title),
  }
}

/**
 * Return a log entry with every key and with its day as a number.
 * @param {LogEntry} entry
 * @returns {WholeEntry}
 */
export const wholeEntry = entry => ({
  date: dayOf(entry.date),
  round: entry.round,
  before: entry.before,
  after: entry.after,
  fix: entry.fix,
  session: entry.session ?? "",
  kind: entry.kind ?? "",
  rater: entry.rater ?? "",
  questions: entry.questions ?? [],
  scores: entry.scores ?? {},
  selfScores: entry.self ?? {},
})
