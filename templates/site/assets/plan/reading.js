// Reads a state of the form again: from the fragment of an address, or as it was kept on this device. Loaded if there is one.
/**
 * @import { Kept, State } from "./candidate.js"
 */
import {
  ADJUSTMENTS, KEPT_VERSION, KEY, KINDS, START, TEXT, VERSION, WEEKDAYS, emptyState, typedDay,
} from "./candidate.js"

/** The longest fragment that is read, in characters, and the most bytes that it unpacks to. */
const LONGEST = 200_000, UNPACKED = 1_000_000
/** The most of any list. */
const MANY = 800

/** What makes a fragment unfit: `code` says which sentence explains it. */
export class BadFragment extends Error {
  /** @param {"broken" | "foreign" | "long"} code */
  constructor(code) {
    super(code)
    this.code = code
  }
}

/**
 * Returns the state in a fragment, or null if the text is no fragment of a plan. Throws BadFragment if it is broken, of a
 * later version or too long.
 * @param {string} text
 * @returns {Promise<State | null>}
 */
export async function fromFragment(text) {
  if (!text.startsWith(START)) return null
  if (text.length > LONGEST) throw new BadFragment("long")
  if (!text.startsWith(START + VERSION)) throw new BadFragment(/^\d+\./.test(text.slice(START.length)) ? "foreign" : "broken")
  let data
  try {
    const encoded = text.slice((START + VERSION).length).replace(/-/g, "+").replace(/_/g, "/")
    const bytes = Uint8Array.from(atob(encoded), each => each.charCodeAt(0))
    const json = await through(bytes, new DecompressionStream("deflate-raw"), UNPACKED)
    data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json))
  } catch (error) {
    throw error instanceof BadFragment ? error : new BadFragment("broken")
  }
  return stateFrom(data)
}

/**
 * Returns the bytes that come out of a stream. Throws BadFragment if they are more than `most`.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 */
async function through(bytes, stream, most = Infinity) {
  const writer = stream.writable.getWriter()
  const written = writer.write(bytes).then(() => writer.close())
  written.catch(() => {}) // what the reader throws says the same
  const reader = stream.readable.getReader()
  /** @type {Uint8Array[]} */
  const parts = []
  let length = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value)
    length += part.value.length
    if (length > most) {
      await reader.cancel()
      throw new BadFragment("long")
    }
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** @type {(value: unknown) => boolean} */
const text = value => typeof value === "string" && value.length <= TEXT
/** @type {(value: unknown) => boolean} */
const flag = value => typeof value === "boolean"
/** @type {(value: unknown) => boolean} */
const someDay = value => typeof value === "string" && typedDay(value) !== null
/** @type {(value: unknown) => boolean} */
const day = value => value === "" || someDay(value)
/** @type {(check: (value: unknown) => boolean) => (value: unknown) => boolean} */
const all = check => value => Array.isArray(value) && value.length <= MANY && value.every(check)
/** @type {(...words: string[]) => (value: unknown) => boolean} */
const one = (...words) => value => words.includes(/** @type {string} */ (value))
/** @type {(value: unknown) => value is Record<string, unknown>} */
const isRecord = value => typeof value === "object" && value !== null && !Array.isArray(value)
/** Whether a record has exactly these keys, each passing. @type {(checks: Record<string, (value: unknown) => boolean>) => (value: unknown) => boolean} */
const record = checks => value => isRecord(value) && Object.keys(value).length === Object.keys(checks).length
  && Object.entries(checks).every(([key, check]) => Object.hasOwn(value, key) && check(value[key]))
/** @type {(keys: readonly string[], check: (value: unknown) => boolean) => (value: unknown) => boolean} */
const each = (keys, check) => record(Object.fromEntries(keys.map(key => [key, check])))

/** @type {Record<keyof State, (value: unknown) => boolean>} */
const CHECKS = {
  job: one("role", "advert"), role: text, level: text, advert: text, read: all(one("role", "level")),
  suggested: all(text), removed: all(text), added: all(text),
  confidence: value => isRecord(value) && Object.keys(value).length <= MANY && Object.values(value).every(one("1", "2", "3", "4", "5")),
  interviews: value => all(record({ date: day, label: text, rounds: all(text) }))(value)
    && /** @type {unknown[]} */ (value).length > 0,
  start: day, days: each(WEEKDAYS, text), away: all(record({ first: someDay, last: day })), partners: each(KINDS, text),
  llm: flag, swap: flag, adjustments: all(one(...ADJUSTMENTS)), name: text, paper: one("a4", "letter"),
}

/**
 * Returns the state of plain data that someone else may have made. Throws BadFragment unless it has only what a state has.
 * @param {unknown} data
 * @returns {State}
 */
function stateFrom(data) {
  if (!isRecord(data)) throw new BadFragment("broken")
  for (const [key, value] of Object.entries(data)) {
    if (!Object.hasOwn(CHECKS, key) || !CHECKS[/** @type {keyof State} */ (key)](value)) throw new BadFragment("broken")
  }
  return { ...emptyState(), ...data }
}

/**
 * Returns what is kept, or null if nothing is, or nothing that can be read.
 * @param {Storage | null} storage null where it is blocked
 * @returns {Kept | null}
 */
export function kept(storage) {
  try {
    const { version, state, log } = JSON.parse(storage?.getItem(KEY) ?? "null") ?? {}
    if (version !== KEPT_VERSION) return null
    const known = log && typeof log.name === "string" && Array.isArray(log.entries)
    return { state: stateFrom(state), log: known ? { name: log.name, entries: log.entries } : null }
  } catch {
    return null
  }
}
