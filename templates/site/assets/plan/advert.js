// Suggests rounds from the words of an advertisement.
//
// These are the role's loop at the level, in its order, and each round that the advertisement names where it describes
// its interviews, or hints at with two different words elsewhere (three if the role has the round only at higher
// levels). Rounds that are never a step of a loop must be named.
// The twin of generator/advert/suggesting.py; `unreadable` and `cleaned` are of reading.py.
import { closest, levelOf, roleOf } from "./advert/job.js"
import { capitals, length } from "./advert/letters.js"
import { Phrases } from "./advert/matching.js"
import { rulesOf } from "./advert/patterns.js"
import { passages } from "./advert/sections.js"
import { keysOf } from "./advert/tokens.js"
/** @typedef {import("./advert/job.js").Handbook} Handbook */
/** @typedef {import("./advert/job.js").Role} Role */
/** @typedef {import("./advert/matching.js").Found} Found */
/** @typedef {import("./advert/matching.js").Reading} Reading */
/** @typedef {import("./advert/patterns.js").AdvertData} AdvertData */
/** @typedef {import("./advert/patterns.js").Rules} Rules */

/**
 * A round, and the words of the advertisement that suggest it, without duplicates, as written there.
 * @typedef {{round: string, words: string[], times: number}} Hint
 */

/**
 * What an advertisement suggests.
 * @typedef {object} Suggestion
 * @property {string} role
 * @property {string} level
 * @property {string | null} role_words the words that the role was taken from: null if given, empty if there are none
 * @property {string | null} level_words the same for the level
 * @property {boolean} level_is_near whether the role lacks the level in the words, and this is its nearest one
 * @property {Hint[]} loop
 * @property {Hint[]} added
 * @property {Hint[]} faint rounds with words, but too few of them
 */

/** The role lacks the requested level. */
export class UnknownLevelError extends Error {
  /**
   * @param {string} role
   * @param {string} level
   * @param {string[]} has the levels that it has
   */
  constructor(role, level, has) {
    super(`role "${role}" has no level "${level}"; it has ${has.join(", ")}`)
    this.name = "UnknownLevelError"
    this.role = role
    this.level = level
    this.has = has
  }
}

/** The most bytes of an advertisement. A long one has 10 kB. */
export const MAX_BYTES = 200_000

const MARKUP = /^\s*(?:<!doctype|<html|<\?xml)/iu
const NO_TEXT = /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/u
const LETTER = /(?!\p{Nd})[\p{L}\p{N}]/u
/** Soft hyphens and zero-width characters, which text copied from a web page may contain. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/**
 * Return a text with line ends of one kind, and without the characters that nobody sees.
 * @param {string} text
 * @returns {string}
 */
export const cleaned = text => text.replace(/\r\n?/gu, "\n").replace(UNSEEN, "")

/**
 * Return why a pasted text isn't an advertisement, or null if it may be one.
 * @param {string} text
 * @returns {"long" | "markup" | "binary" | "empty" | null}
 */
export function unreadable(text) {
  if (new TextEncoder().encode(text).length > MAX_BYTES) return "long"
  if (MARKUP.test(text)) return "markup"
  if (NO_TEXT.test(text)) return "binary"
  return LETTER.test(cleaned(text)) ? null : "empty"
}

/**
 * Return the suggested rounds for an advertisement, and the role and level unless they are given.
 * @param {Handbook} handbook
 * @param {AdvertData} advert the patterns, lists and limits
 * @param {string} source
 * @param {{role?: string | null, level?: string | null}} [given]
 * @returns {Suggestion}
 * @throws {UnknownLevelError} if the role lacks the given level
 */
export function suggest(handbook, advert, source, given = {}) {
  const rules = rulesOf(advert)
  const text = cleaned(source)
  const isSmall = capitals(text) <= rules.limits.CAPITALS * length(text)
  const reading = { text, passages: passages(rules, text), isSmall }
  const named = given.role ? { id: given.role, words: null } : roleOf(rules, handbook, reading)
  const role = handbook.roles[named.id]
  const wanted = given.level ? { id: given.level, words: null } : levelOf(rules, text)
  const level = closest(handbook, role, wanted.id)
  const isNear = level.id !== wanted.id
  if (given.level && isNear) throw new UnknownLevelError(named.id, given.level, role.levels.map(each => each.id))
  const hints = hintsOf(rules, handbook, role, reading)
  /** @type {(round: string, times?: number) => Hint} */
  const hint = (round, times = 1) => ({ round, words: different(rules, hints.get(round)).map(each => each.text), times })
  const inLoop = level.loop.map(step => step.round)
  const others = Object.keys(handbook.rounds).filter(round => hints.has(round) && !inLoop.includes(round))
  const added = others.filter(round => {
    const needed = isAbove(handbook, role, level.id, round) ? rules.limits.ENOUGH_ABOVE : rules.limits.ENOUGH
    if (hints.get(round)?.some(each => each.ofInterviews)) return true
    return handbook.rounds[round].in_loop && different(rules, hints.get(round)).length >= needed
  })
  return {
    role: named.id,
    level: level.id,
    role_words: named.words,
    level_words: wanted.words,
    level_is_near: isNear,
    loop: level.loop.map(step => hint(step.round, step.times)),
    added: added.map(round => hint(round)),
    faint: others.filter(round => !added.includes(round)).map(round => hint(round)),
  }
}

/**
 * Return the rounds to practise: the loop with its repeats, and the added rounds.
 * @param {Suggestion} suggestion
 * @returns {string[]}
 */
export const suggestedRounds = ({ loop, added }) =>
  [...loop, ...added].flatMap(each => Array.from({ length: each.times }, () => each.round))

/**
 * @param {Suggestion} suggestion
 * @returns {boolean} whether no word of the advertisement hints at any round
 */
export const isSilent = ({ loop, added, faint }) => ![...loop, ...added, ...faint].some(each => each.words.length)

/**
 * Return round → the words that suggest it: the role's keywords, and names of rounds in sections on interviews.
 * @param {Rules} rules
 * @param {Handbook} handbook
 * @param {Role} role
 * @param {Reading} reading
 * @returns {Map<string, Found[]>}
 */
function hintsOf(rules, { rounds }, role, reading) {
  const keywords = Object.entries(role.keywords)
  const meanings = new Map(keywords)
  for (const [id, { title, aliases }] of Object.entries(rounds)) {
    for (const name of [id, title, ...aliases]) meanings.set(name, id)
  }
  const said = new Phrases(rules, meanings).find(reading).filter(each => each.ofInterviews)
  const hinted = new Phrases(rules, keywords).find(reading).filter(each => !each.ofInterviews)
  /** @type {Map<string, Found[]>} */
  const hints = new Map()
  for (const each of [...said, ...hinted]) {
    const some = hints.get(each.meaning) ?? []
    some.push(each)
    hints.set(each.meaning, some)
  }
  return hints
}

/**
 * @param {Handbook} handbook
 * @param {Role} role
 * @param {string} level
 * @param {string} round
 * @returns {boolean} whether the role has the round at a higher level
 */
function isAbove({ levels }, role, level, round) {
  const above = levels.slice(levels.indexOf(level) + 1)
  return role.levels.some(each => above.includes(each.id) && each.loop.some(step => step.round === round))
}

/**
 * Return the words without those that contain an earlier one or are contained in it: debug, debugging.
 * @param {Rules} rules
 * @param {Found[]} [words]
 * @returns {Found[]}
 */
function different(rules, words = []) {
  /** @type {Map<string, Found>} */
  const found = new Map()
  for (const each of words) {
    const key = keysOf(rules, each.phrase).join("")
    if (![...found.keys()].some(other => other.includes(key) || key.includes(other))) found.set(key, each)
  }
  return [...found.values()]
}
