// The text of an advertisement: its letters, tokens, lines, sections, and the patterns that find things in it.

// Text as Python has it: what is a space, a line end, a small letter or a number, and lengths in characters. JavaScript
// counts units of UTF-16, has no case folding, and takes other characters for spaces.
/** The characters that Python's \s matches, as part of a class. */
export const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"

const SPACES = new RegExp(`[${SPACE}]+`, "u")
const BEFORE = new RegExp(`^[${SPACE}]+`, "u")
const LAST = new RegExp(`[^${SPACE}]`, "u")
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/u

/**
 * Fold the case, as str.casefold: ß is ss, ς is σ, ı stays.
 * @param {string} text
 * @returns {string}
 */
export const folded = text =>
  text.replace(/[^\x00-\x7f]/gu, foldedLetter).replace(/[A-Z]+/gu, letters => letters.toLowerCase())

/**
 * Fold the case, and make apostrophes straight.
 * @param {string} text
 * @returns {string}
 */
export const small = text => folded(text).replaceAll("’", "'")

/** @param {string} letter */
function foldedLetter(letter) {
  if (letter === "ı") return letter
  if (/\p{Script=Cherokee}/u.test(letter)) return letter.toUpperCase()
  return letter.toLowerCase().toUpperCase().toLowerCase()
}

/**
 * Split at spaces, as str.split.
 * @param {string} text
 * @returns {string[]}
 */
export const parts = text => text.split(SPACES).filter(Boolean)

/**
 * Put one space where there are several.
 * @param {string} text
 * @returns {string}
 */
export const spaced = text => parts(text).join(" ")

/**
 * Split at the ends of lines, as str.splitlines.
 * @param {string} text
 * @returns {string[]}
 */
export const lines = text => text.split(LINE_END)

/**
 * @param {string} text
 * @returns {boolean} whether there is nothing but spaces
 */
export const isBlank = text => !LAST.test(text)

/**
 * Remove the spaces at the beginning.
 * @param {string} text
 * @returns {string}
 */
export const trimmedStart = text => text.replace(BEFORE, "")

/**
 * Remove the spaces at the end.
 * @param {string} text
 * @returns {string}
 */
export function trimmedEnd(text) {
  let end = text.length
  while (end && isBlank(text[end - 1])) end -= 1
  return text.slice(0, end)
}

/**
 * @param {string} text
 * @returns {number} how many characters it has
 */
export function length(text) {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/**
 * @param {string} text
 * @param {number} count
 * @returns {string} its first characters
 */
export function first(text, count) {
  let end = 0
  for (let n = 0; n < count && end < text.length; n += 1) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return text.slice(0, end)
}

/**
 * @param {string} text
 * @returns {number} how many of its letters are capitals
 */
export const capitals = text => text.match(/\p{Uppercase}/gu)?.length ?? 0

/**
 * @param {string} text
 * @returns {boolean} whether it begins with a small letter
 */
export const beginsSmall = text => /^\p{Lowercase}/u.test(text)

/**
 * Return the number that digits of any script make, as int.
 * @param {string} digits
 * @returns {number}
 */
export const whole = digits => [...digits].reduce((value, digit) => value * 10 + valueOf(digit), 0)

/**
 * Digits of a script follow each other from 0 to 9, and so do scripts that adjoin.
 * @param {string} digit
 */
function valueOf(digit) {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (code - zero) % 10
}

// Splits a sentence into words, in the form in which they are compared, and finds negated ones ("no puzzles").
// The twin of generator/advert/tokens.py and of `spelled` in generator/names.py.
/**
 * A word: its key for comparing, its place in the text, whether a phrase may continue to it, and whether it is negated.
 * @typedef {{key: string, start: number, end: number, joined: boolean, negated: boolean}} Token
 */

/**
 * Return the words of the sentence between two places of the text.
 * @param {Rules} rules
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Token[]}
 */
export function tokens(rules, text, start, end) {
  const matches = [...text.slice(start, end).matchAll(rules.word)]
    .map(match => ({ word: match[0], start: start + match.index, end: start + match.index + match[0].length }))
  const words = matches.map(match => small(match.word))
  const gaps = matches.slice(1).map((match, place) => text.slice(matches[place].end, match.start))
  const negated = negatedOf(rules, words, gaps)
  return matches.map((match, place) => ({
    key: keyOf(rules, words[place]),
    start: match.start,
    end: match.end,
    joined: place > 0 && rules.gap.test(gaps[place - 1]),
    negated: negated.has(place),
  }))
}

/**
 * Return a word in small letters and in American spelling.
 * @param {Rules} rules
 * @param {string} word
 * @returns {string}
 */
function spelled(rules, word) {
  let found = rules.spelled.get(word)
  if (found === undefined) {
    found = folded(word)
    for (const { british, american } of rules.spellings) found = found.replace(british, american)
    rules.spelled.set(word, found)
  }
  return found
}

/**
 * Return a word in the form for comparing: American spelling, small letters, singular.
 * @param {Rules} rules
 * @param {string} word
 * @returns {string}
 */
export function keyOf(rules, word) {
  const key = word === "&" ? "and" : spelled(rules, word)
  if (length(key) <= 3 || !key.endsWith("s") || /(?:ss|us|is)$/u.test(key)) return key
  if (key.endsWith("ies") && length(key) > 4) return `${key.slice(0, -3)}y`
  return key.slice(0, /(?:sses|ches|shes|xes)$/u.test(key) ? -2 : -1)
}

/**
 * Return the words of a phrase in the form for comparing. A word with `*` is only put in small letters.
 * @param {Rules} rules
 * @param {string} phrase
 * @returns {string[]}
 */
export function keysOf(rules, phrase) {
  const words = [...phrase.matchAll(rules.wordOrOpen)].map(match => small(match[0]))
  return words.map(word => (word.endsWith("*") ? `${spelled(rules, word.slice(0, -1))}*` : keyOf(rules, word)))
}

/**
 * Return the places of negated words: those after "no" up to a "but", and those before "isn't required".
 * @param {Rules} rules
 * @param {string[]} words
 * @param {string[]} gaps
 * @returns {Set<number>}
 */
function negatedOf(rules, words, gaps) {
  const { REACH } = rules.limits
  /** @type {Set<number>} */
  const negated = new Set()
  words.forEach((word, place) => {
    if (negated.has(place) || !rules.denies.test(word)) return
    if (words.slice(place + 1, place + 4).some(each => rules.noNegation.test(each))) return
    if (words.slice(place + 1, place + 3).some(each => rules.negatesBefore.test(each))) {
      for (let other = Math.max(0, place - REACH); other < place; other += 1) negated.add(other)
    }
    const end = Math.min(words.length, place + 1 + REACH)
    const reach = words.slice(place + 1, end)
    const lastOr = place + 1 + Math.max(reach.lastIndexOf("or"), reach.lastIndexOf("nor"))
    for (let other = place + 1; other < end; other += 1) {
      const gap = gaps[other - 1]
      if (rules.but.test(words[other]) || rules.stop.test(gap) || (gap.includes(",") && other > lastOr)) break
      negated.add(other)
    }
  })
  return negated
}

// Finds the lines of an advertisement: wrapped ones joined, and which are headings, of which section.
// The twin of the second half of generator/advert/sections.py.
/** @typedef {"work" | "benefits" | "interviews"} Section */
/** @typedef {{start: number, end: number}} Span */

/**
 * Return the first lines that are short enough for a title.
 * @param {Rules} rules
 * @param {string} text
 * @returns {string[]}
 */
export function firstLines({ limits }, text) {
  const found = lines(text).map(line => trimmedEnd(trimmedStart(line))).filter(Boolean)
  return found.slice(0, limits.FIRST_LINES).filter(line => parts(line).length <= limits.TITLE_WORDS)
}

/**
 * Return the start and end of each line, with wrapped lines joined, and whether it is a heading.
 * @param {Rules} rules
 * @param {string} text
 * @returns {(Span & {isHeading: boolean})[]}
 */
function joinedLines(rules, text) {
  const spans = spansOf(text)
  const isSpaced = spans.some((span, place) => place > 0 && blankBetween(text, spans[place - 1].end, span.start))
  const joined = []
  for (let place = 0; place < spans.length; ) {
    const { start } = spans[place]
    const setOff = !isSpaced || place === 0 || blankBetween(text, spans[place - 1].end, start)
    while (place + 1 < spans.length && runsOn(rules, text, spans[place], spans[place + 1])) place += 1
    const { end } = spans[place]
    place += 1
    const following = place < spans.length ? text.slice(spans[place].start, spans[place].end) : ""
    joined.push({ start, end, isHeading: isHeading(rules, text.slice(start, end), following, setOff) })
  }
  return joined
}

/**
 * Return the section that a heading begins, or null if its words don't tell.
 * @param {Rules} rules
 * @param {string} heading
 * @returns {Section | null}
 */
function sectionOf(rules, heading) {
  const words = small(heading).replace(rules.marks, "")
  if (rules.interviews.test(words)) return "interviews"
  if (rules.benefits.test(words)) return "benefits"
  return rules.work.test(words) ? "work" : null
}

/**
 * Return the start and end of each line that isn't blank.
 * @param {string} text
 * @returns {Span[]}
 */
function spansOf(text) {
  const spans = []
  let start = 0
  for (const line of text.split("\n")) {
    if (!isBlank(line)) spans.push({ start, end: start + line.length })
    start += line.length + 1
  }
  return spans
}

/**
 * @param {string} text
 * @param {number} end
 * @param {number} start
 */
const blankBetween = (text, end, start) => text.slice(end, start).split("\n").length > 2

/**
 * Return whether the next line continues the sentence: it follows a full line and begins with a small letter.
 * @param {Rules} rules
 * @param {string} text
 * @param {Span} span
 * @param {Span} following
 */
function runsOn({ limits, bullet }, text, span, following) {
  if (following.start !== span.end + 1 || length(text.slice(span.start, span.end)) < limits.FULL_LINE) return false
  const line = text.slice(following.start, following.end)
  return !bullet.test(line) && beginsSmall(trimmedStart(line))
}

/**
 * Return whether a line is a heading: short, no item or sentence, with a heading's words or a list after it.
 * @param {Rules} rules
 * @param {string} whole
 * @param {string} following
 * @param {boolean} setOff
 */
function isHeading(rules, whole, following, setOff) {
  const { limits, bullet } = rules
  const line = trimmedEnd(whole)
  if (length(line) > limits.HEADING_LENGTH || parts(line).length > limits.HEADING_WORDS) return false
  if (bullet.test(line) || /[.,;!]$/u.test(line)) return false
  const beforeItems = bullet.test(following)
  if (sectionOf(rules, line)) return setOff || beforeItems || line.endsWith(":")
  return setOff && (beforeItems || parts(following).length > limits.HEADING_WORDS)
}

// Splits an advertisement into sentences, and keeps those about the work or the interviews. Benefits, notices on equal
// opportunity and the like are left out, because "mentoring" as a benefit isn't a task.
// The twin of generator/advert/sections.py.
/**
 * A sentence, heading or item of a list, and whether it is about the interviews.
 * @typedef {{tokens: Token[], ofInterviews: boolean}} Passage
 */

/**
 * Return the sentences, headings and list items of an advertisement about the work or the interviews.
 * @param {Rules} rules
 * @param {string} advert
 * @returns {Passage[]}
 */
export function passages(rules, advert) {
  const text = advert.replace(rules.address, address => " ".repeat(address.length))
  const found = []
  for (const { start, end, section } of sentences(rules, text)) {
    const words = small(text.slice(start, end))
    if (isBoilerplate(rules, words)) continue
    const ofInterviews = section === "interviews" || isAboutInterviews(rules, words)
    if (ofInterviews || section === "work") found.push({ tokens: tokens(rules, text, start, end), ofInterviews })
  }
  return found
}

/**
 * @param {Rules} rules
 * @param {string} words
 */
function isBoilerplate(rules, words) {
  return rules.boilerplate.test(words)
    || new Set(words.match(rules.protectedWords)).size > 1
    || inTurn(rules.hiringByAi, words)
}

/**
 * @param {Rules} rules
 * @param {string} words
 */
const isAboutInterviews = (rules, words) => rules.aboutInterviews.test(words) || inTurn(rules.minutesWith, words)

/**
 * Return whether the first of a pattern comes before the second on one line.
 * @param {RegExp} pattern
 * @param {string} words
 */
function inTurn(pattern, words) {
  let begun = false
  for (const { 0: found, groups } of words.matchAll(pattern)) {
    if (begun && groups?.second) return true
    begun = Boolean(groups?.first) || (begun && found !== "\n")
  }
  return false
}

/**
 * Return the start and end of each sentence, and its section.
 * @param {Rules} rules
 * @param {string} text
 * @returns {(Span & {section: Section})[]}
 */
function sentences(rules, text) {
  /** @type {Section} */
  let current = "work"
  const found = []
  for (const { start, end, isHeading } of joinedLines(rules, text)) {
    const line = text.slice(start, end)
    if (isHeading) current = sectionOf(rules, line) ?? "work"
    const section = current !== "benefits" && rules.label.test(small(line)) ? "interviews" : current
    let begin = start
    for (const match of line.matchAll(rules.end)) {
      const stop = start + match.index + match[0].length
      found.push({ start: begin, end: stop, section })
      begin = stop
    }
    found.push({ start: begin, end, section })
  }
  return found
}

// The patterns of generator/advert/patterns.py, which are written for Python's re. Its classes of characters and its word
// boundaries are Unicode, a dot matches all but \n, and letters match in both cases after (?i).
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
const wholly = source => new RegExp(`^(?:${translated(source)})$`, "u")

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
    gap: wholly(patterns.GAP),
    name: wholly(patterns.NAME),
    denies: wholly(patterns.DENIES),
    noNegation: wholly(patterns.NO_NEGATION),
    but: wholly(patterns.BUT),
    stop: anywhere(patterns.STOP),
    negatesBefore: wholly(patterns.NEGATES_BEFORE),
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
