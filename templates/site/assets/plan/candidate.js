// The state of the form, and the candidate that it describes. The state is plain JSON: every text as it was typed, nothing
// cleared. What can't be planned yet is open: a field, what it needs and, where there is one, the right value.
/**
 * @import { Adjustment, Candidate, Handbook, Level, PersonKind, Weekday } from "./types.js"
 */

// The state of the form: plain JSON, every text as it was typed.
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

// What people type into the form: days, minutes, names, lines of text. As generator/model/base.py and typed.py read them.
const DAY = 86_400_000
/** The longest line, in characters. */
const LONGEST = 300
/** What no text may contain: generator/yamlfile/source.py names the same. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/gu

/**
 * Returns a day as a number, days since 1 January 1970, or null if the text is no day in ISO form.
 * @param {string} text
 * @returns {number | null}
 */
export function typedDay(text) {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return null
  const time = new Date(`${text}T00:00Z`).getTime()
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? null : time / DAY
}

/** Returns the ISO date of a day. @type {(day: number) => string} */
export const shownDay = day => new Date(day * DAY).toISOString().slice(0, 10)

/**
 * Returns the minutes of a duration such as 2h, 1:30, 1.5 hours or 90 min, or null if it isn't one.
 * @param {string} text
 * @returns {number | null}
 */
export function typedMinutes(text) {
  const typed = text.trim().toLowerCase()
  let found = /^(\d{1,3})\s*(?:m|mins?|minutes?)\.?$/.exec(typed)
  if (found) return Number(found[1])
  found = /^(\d{1,2})\s*(?::|h|hrs?|hours?)\s*(?:and\s*)?([0-5]\d)\s*(?:m|min|minutes)?$/.exec(typed)
  if (found) return 60 * Number(found[1]) + Number(found[2])
  found = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:h|hrs?|hours?)\.?$/.exec(typed)
  return found ? Math.round(60 * Number(`${found[1]}.${found[2] ?? 0}`)) : null
}

/** Returns the names of a list with commas or semicolons between them. @type {(text: string) => string[]} */
export const typedNames = text => text.split(/[,;]/).map(each => each.trim()).filter(Boolean)

/**
 * Returns why a text is no line of text, as a code, and the text as it would be right; with neither it is one, or empty.
 * @param {string} text
 * @returns {{code: string, fixed: string}}
 */
export function noLine(text) {
  const line = text.trim()
  if (line.replace(CONTROL, "") !== line) return { code: "odd-character", fixed: line.replace(CONTROL, "").trim() }
  return { code: [...line].length > LONGEST ? "too-long" : "", fixed: "" }
}

/** A value that would be right, for a field by its path. @typedef {{code: string, field: string, value: unknown, shown: string}} Fix */
/** @typedef {{field: string, code: string, values: Record<string, string>, fix?: Fix}} Open */
/** A round of the form: how often the loop has it, whether it is practised, and where it comes from. */
/** @typedef {{round: string, times: number, on: boolean, from: "loop" | "advert" | "added" | "interview"}} Row */

/** The most days from the first day to the interview, as generator/planner/refusal.py has it (rule 34). */
const HORIZON = 731
/** The most minutes of a day. */
const MOST = 720

/**
 * Returns the loop of the role at the level, once each.
 * @param {Handbook} handbook
 * @param {State} state
 */
export const loopOf = (handbook, state) =>
  (Object.hasOwn(handbook.roles, state.role) ? handbook.roles[state.role].levels : [])
    .find(level => level.id === state.level)?.loop ?? []

/**
 * Returns the rounds of the form, in the order of rule 1: the loop, what an advertisement and the reader add, what
 * interviews name. A round of the loop that was unticked stays, and is off.
 * @param {Handbook} handbook
 * @param {State} state
 * @returns {Row[]}
 */
export function rowsOf(handbook, state) {
  /** @type {Map<string, Row>} */
  const rows = new Map()
  const named = new Set(state.interviews.length > 1 ? state.interviews.flatMap(each => each.rounds) : [])
  /** @type {(from: Row["from"], round: string, times?: number) => void} */
  const add = (from, round, times = 1) => {
    if (rows.has(round) || !Object.hasOwn(handbook.rounds, round)) return
    rows.set(round, { round, times, from, on: named.has(round) || !state.removed.includes(round) })
  }
  for (const { round, times } of loopOf(handbook, state)) add("loop", round, times)
  if (state.job === "advert") state.suggested.forEach(round => add("advert", round))
  state.added.forEach(round => add("added", round))
  named.forEach(round => add("interview", round))
  return [...rows.values()]
}

/**
 * Returns the candidate that a state describes, or null while something is open.
 * @param {Handbook} handbook
 * @param {State} state
 * @param {string} today ISO date
 * @param {string} [nameless] the name of someone who gave none
 * @returns {{candidate: Candidate | null, open: Open[]}}
 */
export function candidateOf(handbook, state, today, nameless = "Candidate") {
  /** @type {Open[]} */
  const open = []
  const job = jobOf(handbook, state, open)
  const rounds = roundsOf(handbook, state, open)
  const dates = datesOf(state, today, open)
  const days = daysOf(state, open)
  const away = awayOf(state, open)
  const partners = partnersOf(state, open)
  const name = lineOf("name", state.name, open) || nameless
  if (open.length) return { candidate: null, open }
  const adjustments = ADJUSTMENTS.filter(each => state.adjustments.includes(each))
  return {
    candidate: {
      name, ...job, ...dates, days, away, ...rounds, partners, swap: state.swap,
      paper: state.paper === "letter" ? "letter" : "a4", adjustments,
    },
    open,
  }
}

/** @type {(handbook: Handbook, state: State, open: Open[]) => {role: string, level: Level}} */
function jobOf(handbook, { job, role, level, advert }, open) {
  const known = Object.hasOwn(handbook.roles, role)
  if (!known) open.push(job === "advert" && !advert.trim() ? needs("advert", "no-advert") : needs("role", "no-role"))
  else if (!handbook.roles[role].levels.some(each => each.id === level)) open.push(needs("level", "no-level"))
  return { role, level: /** @type {Level} */ (level) }
}

/**
 * Returns the ratings, and the candidate's own rounds where they differ from the loop of the role.
 * @type {(handbook: Handbook, state: State, open: Open[]) => Pick<Candidate, "rounds" | "confidence">}
 */
function roundsOf(handbook, state, open) {
  const rows = rowsOf(handbook, state)
  const on = rows.filter(each => each.on)
  const own = on.filter(each => each.from !== "interview")
  if (rows.length && !own.length) {
    open.push(needs("rounds", "no-rounds", {}, { code: "all-rounds", field: "removed", value: [], shown: "" }))
  }
  const confidence = Object.fromEntries(on.filter(({ round }) => /^[1-5]$/.test(state.confidence[round] ?? ""))
    .map(({ round }) => [round, Number(state.confidence[round])]))
  const differ = rows.some(each => each.from === "loop" ? !own.includes(each) : own.includes(each))
  return { confidence, ...(differ && { rounds: own.flatMap(({ round, times }) => Array(times).fill(round)) }) }
}

/** @type {(state: State, today: string, open: Open[]) => Pick<Candidate, "interview" | "interviews" | "start">} */
function datesOf(state, today, open) {
  const start = state.start || today
  const first = typedDay(start)
  if (first === null) open.push(needs("start", "unfinished-day"))
  const several = state.interviews.length > 1
  const days = state.interviews.map(({ date }, n) => {
    const day = typedDay(date)
    if (day === null) open.push(needs(`interviews.${n}.date`, date ? "unfinished-day" : "no-day"))
    return day
  })
  const labels = state.interviews.map(({ label }, n) => several ? lineOf(`interviews.${n}.label`, label, open) : "")
  if (first !== null && days.every(day => day !== null)) lastDay(state, days, first, today, open)
  if (!several) return { interview: state.interviews[0].date, start }
  const interviews = state.interviews.map(({ date, rounds }, n) => ({ date, label: labels[n] || null, rounds: [...rounds] }))
  return { interviews, start }
}

/**
 * The plan aims at the last interview: it has to be after today and the start, within two years (rule 34).
 * @type {(state: State, days: (number | null)[], first: number, today: string, open: Open[]) => void}
 */
function lastDay(state, days, first, today, open) {
  const now = /** @type {number} */ (typedDay(today))
  const last = days.indexOf(Math.max(...days.map(Number)))
  const day = Number(days[last]), field = `interviews.${last}.date`, { date } = state.interviews[last]
  /** @type {Fix} */
  const beginToday = { code: "today", field: "start", value: today, shown: today }
  if (day <= now) {
    const next = nextSuch(date, now)
    const fix = next ? { code: "meant", field, value: next, shown: next } : undefined
    open.push(needs(field, day === now ? "today" : "past", {}, fix))
  } else if (day <= first) {
    open.push(needs(field, "before-start", { date: state.start }, beginToday))
  } else if (day - first > HORIZON) {
    if (day - now <= HORIZON) return void open.push(needs("start", "start-too-far", {}, beginToday))
    const next = nextSuch(date, Math.max(first, now))
    open.push(needs(field, "too-far", {}, next ? { code: "meant", field, value: next, shown: next } : undefined))
  }
}

/** Returns the first such day of a year after a day, or "". @type {(date: string, after: number) => string} */
function nextSuch(date, after) {
  const year = Number(shownDay(after).slice(0, 4))
  const such = [year, year + 1].map(each => `${each}${date.slice(4)}`)
  return such.find(each => (typedDay(each) ?? 0) > after && typedDay(each) !== typedDay(date)) ?? ""
}

/** @type {(state: State, open: Open[]) => Candidate["days"]} */
function daysOf(state, open) {
  /** @type {Candidate["days"]} */
  const days = {}
  let wrong = false
  for (const day of WEEKDAYS) {
    const typed = state.days[day].trim(), field = `days.${day}`
    if (!typed) continue
    const minutes = /^\d{1,4}$/.test(typed) ? Number(typed) : null
    if (minutes !== null && minutes <= MOST) {
      if (minutes) days[day] = minutes
      continue
    }
    const meant = minutes === null ? typedMinutes(typed) : null
    const fix = meant !== null && meant <= MOST
      ? { code: "meant", field, value: String(meant), shown: String(meant) } : undefined
    open.push(needs(field, minutes === null ? "no-number" : "too-many", {}, fix))
    wrong = true
  }
  if (!wrong && !Object.keys(days).length) open.push(needs("days", "no-days"))
  return days
}

/** @type {(state: State, open: Open[]) => string[]} */
function awayOf(state, open) {
  const found = new Set()
  state.away.forEach(({ first, last }, n) => {
    const from = typedDay(first), to = last ? typedDay(last) : from
    if (from === null || to === null) open.push(needs("away", "unfinished-day"))
    else if (to < from) {
      const value = state.away.map((each, at) => at === n ? { first: last, last: first } : each)
      open.push(needs("away", "other-way-round", {}, { code: "swap", field: "away", value, shown: "" }))
    } else if (to - from > HORIZON) open.push(needs("away", "away-too-long"))
    else for (let day = from; day <= to; day++) found.add(shownDay(day))
  })
  return [...found].sort()
}

/** @type {(state: State, open: Open[]) => Candidate["partners"]} */
function partnersOf(state, open) {
  const named = KINDS.map(kind => {
    const field = `partners.${kind}`, names = typedNames(state.partners[kind])
    const once = [...new Set(names)], twice = names.find((name, n) => names.indexOf(name) < n)
    if (twice !== undefined) {
      const value = once.join(", ")
      open.push(needs(field, "twice", { name: twice }, { code: "once", field, value, shown: value }))
    }
    const odd = names.map(name => noLine(name)).find(each => each.code)
    if (odd) {
      const value = names.map(name => noLine(name).fixed || name).join(", ")
      open.push(needs(field, odd.code, {}, odd.fixed ? { code: "without", field, value, shown: value } : undefined))
    }
    return [kind, names]
  })
  return { ...Object.fromEntries(named), llm: state.llm }
}

/** Returns a line of text without space around it; what is none is open. @type {(field: string, text: string, open: Open[]) => string} */
function lineOf(field, text, open) {
  const { code, fixed } = noLine(text)
  if (code) open.push(needs(field, code, {}, fixed ? { code: "without", field, value: fixed, shown: fixed } : undefined))
  return text.trim()
}

/** @type {(field: string, code: string, values?: Record<string, string>, fix?: Fix) => Open} */
const needs = (field, code, values = {}, fix = undefined) => ({ field, code, values, ...(fix && { fix }) })

/** What isn't said yet, as opposed to what is wrong. @type {(open: Open) => boolean} */
export const isMissing = ({ code }) => ["no-role", "no-advert", "no-level", "no-day", "no-days"].includes(code)

/** Names that no id may have, since ids name files: generator/model/base.py. */
const RESERVED = /^(index|con|prn|aux|nul|(com|lpt)\d)$/
const LONGEST_ID = 80

/**
 * Returns an id made from a name, without accents; "candidate" where none can be made. It names the files.
 * @param {string} name
 */
export function candidateId(name) {
  const slug = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")
  const short = slug.slice(0, LONGEST_ID).replace(/-$/, "")
  return /[a-z]/.test(short) && !RESERVED.test(short) ? short : "candidate"
}

// The form's state in the fragment of an address: #plan=1.… A fragment is never sent to a server. It is JSON without what
// is empty, deflated, in base64url. What it brings is checked like a file of a stranger.

export const START = "#plan=", VERSION = "1."
/** The longest fragment with the advertisement in it, in characters. */
const WITH_ADVERT = 16_000
/** The longest text of a field, in characters. */
export const TEXT = 200_000
/**
 * Returns the fragment of a state. An advertisement that would make it too long for messengers is left out; what was
 * read from it stays.
 * @param {State} state
 * @returns {Promise<string>}
 */
export async function toFragment(state) {
  const whole = await packed(state)
  return whole.length > WITH_ADVERT && state.advert ? packed({ ...state, advert: "" }) : whole
}

/** @type {(state: State) => Promise<string>} */
async function packed(state) {
  const json = new Blob([JSON.stringify(brief(settled(state)))])
  const bytes = new Uint8Array(await new Response(json.stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer())
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join("")
  return START + VERSION + btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
}

/** Returns what differs from an empty form. @type {(state: State) => Partial<State>} */
export const brief = state => {
  const empty = emptyState()
  const given = Object.entries(state).filter(([key, value]) =>
    Object.hasOwn(empty, key) && JSON.stringify(value) !== JSON.stringify(empty[/** @type {keyof State} */ (key)]))
  return Object.fromEntries(given)
}

/** The state as it can be read again: without days that are half typed, or an endless advertisement. @type {(state: State) => State} */
export const settled = state => ({
  ...state,
  advert: state.advert.length > TEXT ? "" : state.advert,
  confidence: Object.fromEntries(Object.entries(state.confidence).filter(([, value]) => /^[1-5]$/.test(value))),
  start: typedDay(state.start) === null ? "" : state.start,
  interviews: state.interviews.map(each => typedDay(each.date) === null ? { ...each, date: "" } : each),
})

// "Keep on this device": the form's state and the log in this browser's storage, if the reader wants that. Off at first.
/** @typedef {{name: string, entries: unknown[]}} KeptLog a log as it was read, with the name of its file */
/** @typedef {{state: State, log: KeptLog | null}} Kept */

export const KEPT_VERSION = 1
/** One plan per site: several may share a host. */
export const KEY = `rehearsal-plan:${new URL("../../", import.meta.url).pathname}`

/** Returns whether something is kept, read or not. @param {Storage | null} storage null where it is blocked */
export function hasKept(storage) {
  try {
    return Boolean(storage?.getItem(KEY))
  } catch {
    return false
  }
}

/**
 * Keeps a state and a log. Returns false if the storage is blocked or full.
 * @param {Storage | null} storage null where it is blocked
 * @param {State} state
 * @param {KeptLog | null} log
 */
export function keep(storage, state, log) {
  try {
    if (!storage) return false
    storage.setItem(KEY, JSON.stringify({ version: KEPT_VERSION, state: brief(settled(state)), log }))
    return true
  } catch {
    return false
  }
}

/**
 * Forgets what is kept. Returns false if the storage is blocked.
 * @param {Storage | null} storage null where it is blocked
 */
export function forget(storage) {
  try {
    storage?.removeItem(KEY)
    return Boolean(storage)
  } catch {
    return false
  }
}
