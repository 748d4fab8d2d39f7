// The state of the form: plain JSON, every text as it was typed.

/** @typedef {import("./types.js").Weekday} Weekday */
/** @typedef {import("./types.js").Adjustment} Adjustment */
/** @typedef {import("./types.js").PersonKind} PersonKind */
/** @typedef {{date: string, label: string, rounds: string[]}} StatedInterview */
/**
 * `suggested` are the rounds that the advertisement adds to the role's loop, `removed` and `added` what was unticked and
 * ticked. `read` says which of role and level were read from the advertisement, not chosen.
 * @typedef {{
 *   job: "role" | "advert", role: string, level: string, advert: string, read: string[],
 *   suggested: string[], removed: string[], added: string[], confidence: Record<string, string>,
 *   interviews: StatedInterview[], start: string, days: Record<Weekday, string>, away: {first: string, last: string}[],
 *   partners: Record<PersonKind, string>, llm: boolean, swap: boolean, adjustments: string[], name: string, paper: string,
 * }} State
 */

/** @type {Weekday[]} */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
/** @type {PersonKind[]} */
export const KINDS = ["peer", "friend", "expert"]
/** @type {Adjustment[]} */
export const ADJUSTMENTS = [
  "time+25", "time+50", "breaks", "captions", "large-print", "no-interruptions", "typed-answers", "questions-ahead",
]

/**
 * Returns the state of a form in which nothing is said yet.
 * @returns {State}
 */
export const emptyState = () => ({
  job: "role", role: "", level: "", advert: "", read: [], suggested: [], removed: [], added: [], confidence: {},
  interviews: [emptyInterview()], start: "", days: { mon: "", tue: "", wed: "", thu: "", fri: "", sat: "", sun: "" },
  away: [], partners: { peer: "", friend: "", expert: "" }, llm: false, swap: false, adjustments: [], name: "", paper: "a4",
})

/** @returns {StatedInterview} */
export const emptyInterview = () => ({ date: "", label: "", rounds: [] })

/**
 * Returns a state with another value at a path such as "interviews.0.date". The state itself stays as it is.
 * @template {object} T
 * @param {T} state
 * @param {string} path
 * @param {unknown} value
 * @returns {T}
 */
export function withValue(state, path, value) {
  const [key, ...rest] = path.split(".")
  const copy = /** @type {Record<string, unknown>} */ (Array.isArray(state) ? [...state] : { ...state })
  const inner = copy[key]
  copy[key] = rest.length && typeof inner === "object" && inner ? withValue(inner, rest.join("."), value) : value
  return /** @type {T} */ (copy)
}
