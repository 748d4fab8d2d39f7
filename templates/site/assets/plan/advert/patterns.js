// The patterns of generator/advert/patterns.py, which are written for Python's re. Its classes of characters and its word
// boundaries are Unicode, a dot matches all but \n, and letters match in both cases after (?i).
import { SPACE } from "./letters.js"

/**
 * What generator/advert/shared.py writes.
 * @typedef {object} AdvertData
 * @property {string[]} general roles that fit every job
 * @property {string[]} numbers no, one, two …
 * @property {Record<string, number>} limits
 * @property {Record<string, string>} patterns name → pattern
 * @property {[level: string, pattern: string][]} levelWords
 * @property {[level: string, pattern: string][]} levelSigns
 * @property {[british: string, american: string][]} spellings
 */

/** @typedef {ReturnType<typeof compiled>} Rules the same, ready for use */

const IN_WORDS = "\\p{L}\\p{N}_"
const WORD = `[${IN_WORDS}]`
/** @type {Record<string, string>} */
const ESCAPES = {
  "\\w": WORD,
  "\\W": `[^${IN_WORDS}]`,
  "\\s": `[${SPACE}]`,
  "\\S": `[^${SPACE}]`,
  "\\d": "\\p{Nd}",
  "\\b": `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`,
}
/** @type {Record<string, string>} */
const ESCAPES_IN_CLASS = { "\\w": IN_WORDS, "\\s": SPACE, "\\d": "\\p{Nd}" }
/** @type {Record<string, string>} letters that match further ones besides their capital */
const CASES = { i: "[iIİı]", k: "[kK\u212a]", s: "[sSſ]" }
const PIECES = /\\[^]|\[(\^?)((?:\\[^]|[^\]\\])+)\]|\(\?P<\w+>|[^]/gu

/**
 * Translate a pattern of Python.
 * @param {string} source
 * @returns {string}
 */
export function translated(source) {
  const [, anyCase, rest] = /** @type {RegExpExecArray} */ (/^(\(\?i\))?([^]*)$/u.exec(source))
  return rest.replace(PIECES, (piece, not, inside) => {
    if (inside !== undefined) return classOf(not, inside)
    if (piece.startsWith("(?P<")) return piece.replace("P", "")
    if (piece.startsWith("\\")) return ESCAPES[piece] ?? plain(piece)
    if (piece === ".") return "[^\\n]"
    if (piece === "$") return "(?=\\n?$)"
    return anyCase && /[a-z]/u.test(piece) ? (CASES[piece] ?? `[${piece}${piece.toUpperCase()}]`) : piece
  })
}

/**
 * Translate a class of characters. JavaScript has no way to write \W inside one.
 * @param {string} not "^" or nothing
 * @param {string} inside
 */
function classOf(not, inside) {
  const others = inside.replace(/\\[^]/gu, piece => (piece === "\\W" ? "" : (ESCAPES_IN_CLASS[piece] ?? plain(piece))))
  if (!inside.includes("\\W")) return `[${not}${others}]`
  return not ? `(?:(?![${others}])${WORD})` : `(?:${ESCAPES["\\W"]}|[${others}])`
}

/**
 * Leave out a backslash that JavaScript doesn't allow.
 * @param {string} escape
 */
const plain = escape => (/[^\w^$\\.*+?()[\]{}|/-]/u.test(escape[1]) ? escape[1] : escape)

/** @param {string} source */
const anywhere = source => new RegExp(translated(source), "u")
/** @param {string} source */
const each = source => new RegExp(translated(source), "gu")
/** @param {string} source */
const start = source => new RegExp(`^(?:${translated(source)})`, "u")
/** @param {string} source */
const whole = source => new RegExp(`^(?:${translated(source)})$`, "u")

/** @type {WeakMap<AdvertData, Rules>} */
const ready = new WeakMap()

/**
 * Return the rules made from the data, which are made once.
 * @param {AdvertData} advert
 * @returns {Rules}
 */
export function rulesOf(advert) {
  const rules = ready.get(advert) ?? compiled(advert)
  ready.set(advert, rules)
  return rules
}

/** @param {AdvertData} advert */
function compiled({ general, numbers, limits, patterns, levelWords, levelSigns, spellings }) {
  return {
    general,
    numbers,
    limits,
    word: each(patterns.WORD),
    wordOrOpen: each(patterns.WORD_OR_OPEN),
    plainWord: each(patterns.PLAIN_WORD),
    gap: whole(patterns.GAP),
    name: whole(patterns.NAME),
    denies: whole(patterns.DENIES),
    noNegation: whole(patterns.NO_NEGATION),
    but: whole(patterns.BUT),
    stop: anywhere(patterns.STOP),
    negatesBefore: whole(patterns.NEGATES_BEFORE),
    address: each(patterns.ADDRESS),
    end: each(patterns.END),
    bullet: start(patterns.BULLET),
    marks: start(patterns.MARKS),
    benefits: start(patterns.BENEFITS),
    interviews: start(patterns.INTERVIEWS),
    label: start(patterns.LABEL),
    work: start(patterns.WORK),
    boilerplate: anywhere(patterns.BOILERPLATE),
    hiringByAi: each(patterns.HIRING_BY_AI),
    protectedWords: each(patterns.PROTECTED),
    aboutInterviews: anywhere(patterns.ABOUT_INTERVIEWS),
    minutesWith: each(patterns.MINUTES_WITH),
    years: each(patterns.YEARS),
    levelWords: levelWords.map(([level, words]) => ({ level, words: anywhere(words) })),
    levelSigns: levelSigns.map(([level, words]) => ({ level, words: anywhere(words) })),
    spellings: spellings.map(([british, american]) => ({
      british: each(british),
      american: american.replace(/\\(\d)/gu, "$$$1"),
    })),
    spelled: /** @type {Map<string, string>} */ (new Map()),
  }
}
