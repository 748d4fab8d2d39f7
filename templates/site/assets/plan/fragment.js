// The form's state in the fragment of an address: #plan=1.… A fragment is never sent to a server. It is JSON without what
// is empty, deflated, in base64url. What it brings is checked like a file of a stranger.
/**
 * @import { State } from "./candidate.js"
 */
import { emptyState, typedDay } from "./candidate.js"

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
