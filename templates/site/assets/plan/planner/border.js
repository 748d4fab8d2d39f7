// The border of the planner: whole candidates and logs out of their JSON, and the tools that every part of it uses.
/**
 * @import { Adjustment, Candidate, Day, Iso, Level, LogEntry, LoggedKind, Paper, PersonKind, Rater, Score, Weekday } from "../types.js"
 */

// Days as whole numbers, counted from 1 January 1970. Nothing here asks for the time or the time zone of a device.
/** Days from 1 March of year 0, where leap days end a year, to 1 January 1970. */
const SHIFT = 719468
/** Days of 400 years. After that, the calendar begins again. */
const ERA = 146097

/**
 * Return the number of a day.
 * @param {Iso} iso
 * @returns {Day}
 */
export const dayOf = iso => {
  const [year, month, day] = iso.split("-").map(Number)
  const from = month > 2 ? year : year - 1 // a year from March to February
  const era = Math.floor(from / 400)
  const inEra = from - era * 400
  const inYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * ERA + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear - SHIFT
}

/**
 * Return the ISO date of a day.
 * @param {Day} day
 * @returns {Iso}
 */
export const isoOf = day => {
  const era = Math.floor((day + SHIFT) / ERA)
  const inEra = day + SHIFT - era * ERA
  const years = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365)
  const inYear = inEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100))
  const march = Math.floor((5 * inYear + 2) / 153) // months since March
  const month = march < 10 ? march + 3 : march - 9
  const year = years + era * 400 + (month <= 2 ? 1 : 0)
  const date = inYear - Math.floor((153 * march + 2) / 5) + 1
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`
}

/**
 * Return whether a text is the ISO date of a day that exists, in the years 1 to 9999.
 * @param {string} text
 * @returns {boolean}
 */
export const isIso = text => /^\d{4}-\d\d-\d\d$/.test(text) && text >= "0001" && isoOf(dayOf(text)) === text

/**
 * Return the weekday of a day: 0 is Monday.
 * @param {Day} day
 * @returns {number}
 */
export const weekdayOf = day => day + 3 - 7 * Math.floor((day + 3) / 7)

// What Python has and JavaScript has not: lists sorted by keys, sums, and counts.
/**
 * Return a comparison by one key after another. Sorting by it keeps the order of equals.
 * @template T
 * @param {...((each: T) => number | string)} keys
 * @returns {(one: T, other: T) => number}
 */
export const by = (...keys) => (one, other) => {
  for (const key of keys) {
    const [left, right] = [key(one), key(other)]
    if (left < right) return -1
    if (left > right) return 1
  }
  return 0
}

/**
 * Return the least of a list that isn't empty, by one key after another; the first of equals.
 * @template T
 * @param {readonly T[]} list
 * @param {...((each: T) => number)} keys
 * @returns {T}
 */
export const least = (list, ...keys) => [...list].sort(by(...keys))[0]

/**
 * Return the greatest of a list that isn't empty, by one key after another; the first of equals.
 * @template T
 * @param {readonly T[]} list
 * @param {...((each: T) => number)} keys
 * @returns {T}
 */
export const greatest = (list, ...keys) => least(list, ...keys.map(key => (/** @type {T} */ each) => -key(each)))

/**
 * Return the sum of numbers.
 * @param {readonly number[]} numbers
 * @returns {number}
 */
export const sum = numbers => numbers.reduce((all, each) => all + each, 0)

/**
 * Return how many of a list meet a condition.
 * @template T
 * @param {Iterable<T>} list
 * @param {(each: T) => boolean} condition
 * @returns {number}
 */
export const count = (list, condition) => {
  let found = 0
  for (const each of list) if (condition(each)) found += 1
  return found
}

/**
 * Return a list without repetitions, in the order in which each was first there.
 * @template T
 * @param {Iterable<T>} list
 * @returns {T[]}
 */
export const unique = list => [...new Set(list)]

/**
 * Add to the number that a map has for a key, 0 at first.
 * @template K
 * @param {Map<K, number>} counter
 * @param {K} key
 * @param {number} [more]
 * @returns {void}
 */
export const add = (counter, key, more = 1) => {
  counter.set(key, (counter.get(key) ?? 0) + more)
}

/**
 * Return the value of a key that a map has.
 * @template K, V
 * @param {ReadonlyMap<K, V>} map
 * @param {K} key
 * @returns {V}
 */
export const valueOf = (map, key) => {
  const value = map.get(key)
  if (value === undefined) throw new RangeError(`nothing is known of ${key}`)
  return value
}

/**
 * Return the value that an object has itself for a name, not one that every object inherits.
 * @template T
 * @param {Readonly<Record<string, T>>} object
 * @param {string} name
 * @returns {T | undefined}
 */
export const own = (object, name) => Object.hasOwn(object, name) ? object[name] : undefined

// Where data comes in: a candidate and a log with every key and with days as numbers.
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

// Hashes: of questions, so that nobody chooses them (rule 40), and of a plan, which is its fingerprint (rule 39).
const encoder = new TextEncoder()
/** The first 64 primes: SHA-256 takes its constants from their roots. */
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(n => n > 1 && !Array.from({ length: n }).some((_, d) => d > 1 && n % d === 0))
/** The first 32 bits of a root’s fraction. @type {(root: number) => number} */
const fraction = root => (root % 1) * 2 ** 32 | 0
const START = PRIMES.slice(0, 8).map(prime => fraction(Math.sqrt(prime)))
const ROUNDS = PRIMES.map(prime => fraction(Math.cbrt(prime)))
/** The words of the block that is being hashed. */
const words = new Int32Array(64)

/** @type {(word: number, by: number) => number} */
const turned = (word, by) => word >>> by | word << 32 - by

/**
 * Hash one block of 64 bytes into the state.
 * @param {Int32Array} state
 * @param {DataView} bytes
 * @param {number} at
 */
const hashBlock = (state, bytes, at) => {
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7]
  for (let n = 0; n < 64; n += 1) {
    if (n < 16) words[n] = bytes.getInt32(at + 4 * n)
    else {
      const early = words[n - 15], late = words[n - 2]
      words[n] = words[n - 16] + words[n - 7] + (turned(early, 7) ^ turned(early, 18) ^ early >>> 3)
        + (turned(late, 17) ^ turned(late, 19) ^ late >>> 10)
    }
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + (e & f ^ ~e & g) + ROUNDS[n] + words[n]
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + (a & b ^ a & c ^ b & c)
    h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0
  }
  state.set([state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e, state[5] + f, state[6] + g, state[7] + h])
}

/**
 * Return the SHA-256 of a text, as hex digits (FIPS 180-4).
 * @param {string} text
 * @returns {string}
 */
export const hashOf = text => {
  const bytes = encoder.encode(text)
  const padded = new Uint8Array((bytes.length + 9 + 63 >> 6) << 6)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, bytes.length / 2 ** 29)
  view.setUint32(padded.length - 4, bytes.length << 3)
  const state = Int32Array.from(START)
  for (let at = 0; at < padded.length; at += 64) hashBlock(state, view, at)
  return Array.from(state, word => (word >>> 0).toString(16).padStart(8, "0")).join("")
}

/**
 * The hashes of one candidate's questions, kept for the next plan: a form plans again after every change.
 * @type {{id: string, hashes: Map<string, string>}}
 */
let kept = { id: "", hashes: new Map() }

/**
 * Return the hash by which a candidate's questions are sorted (rule 40).
 * @param {string} candidateId
 * @param {string} questionId
 * @returns {string}
 */
export const questionHash = (candidateId, questionId) => {
  if (kept.id !== candidateId) kept = { id: candidateId, hashes: new Map() }
  const known = kept.hashes.get(questionId)
  if (known) return known
  const hash = hashOf(`${candidateId}/${questionId}`)
  kept.hashes.set(questionId, hash)
  return hash
}

/**
 * Return data as compact JSON with sorted keys, as Python's `json.dumps` writes it.
 * @param {unknown} data
 * @returns {string}
 */
const sortedJson = data => {
  if (Array.isArray(data)) return `[${data.map(sortedJson).join(",")}]`
  if (typeof data !== "object" || data === null) return JSON.stringify(data)
  const parts = Object.entries(data).sort(([one], [other]) => one < other ? -1 : 1)
  return `{${parts.map(([key, value]) => `${JSON.stringify(key)}:${sortedJson(value)}`).join(",")}}`
}

/**
 * Return the fingerprint of a plan: 12 hex digits over all its fields but the fingerprint (rule 39).
 * @param {import("../types.js").Plan} plan
 * @returns {string}
 */
export const fingerprintOf = plan => {
  const { fingerprint, ...rest } = plan
  return hashOf(sortedJson(rest)).slice(0, 12)
}
