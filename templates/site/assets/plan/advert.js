// Suggests rounds from the words of an advertisement.
//
// These are the role's loop at the level, in its order, and each round that the advertisement names where it describes
// its interviews, or hints at with two different words elsewhere (three if the role has the round only at higher
// levels). Rounds that are never a step of a loop must be named.
// The twin of generator/advert/suggesting.py; `unreadable` and `cleaned` are of reading.py.
/**
 * @import { AdvertData, Passage, Rules, Token } from "./advert-text.js"
 */
import {
  capitals, first, firstLines, folded, keysOf, keyOf, length, passages, rulesOf, spaced, whole,
} from "./advert-text.js"

// Finds phrases in an advertisement, such as keywords of a role or names of rounds.
// The twin of generator/advert/matching.py.
/**
 * An advertisement, its passages, and whether it is written entirely in small letters.
 * @typedef {{text: string, passages: Passage[], isSmall: boolean}} Reading
 */

/**
 * A phrase that was found: its meaning, the phrase, the words in the text, their place, and their section.
 * @typedef {{meaning: string, phrase: string, text: string, start: number, ofInterviews: boolean}} Found
 */

/** @typedef {{phrase: string, keys: string[], meaning: string}} Phrase */

/**
 * Phrases to find in a text, each with its meaning. `*` at the end of a word matches any ending: mentor* matches
 * mentoring. A name such as React matches only with a capital, unless the whole text has none.
 */
export class Phrases {
  /** @type {Map<string, Phrase>} */
  #whole = new Map()
  /** @type {Map<string, Phrase[]>} */
  #open = new Map()
  /** @type {Set<string>} */
  #begins = new Set()
  #longest = 2
  #rules

  /**
   * @param {Rules} rules
   * @param {Iterable<[phrase: string, meaning: string]>} meanings
   */
  constructor(rules, meanings) {
    this.#rules = rules
    for (const [phrase, meaning] of meanings) {
      const keys = keysOf(rules, phrase)
      if (keys.length) this.#add({ phrase, keys, meaning })
    }
  }

  /** @param {Phrase} phrase */
  #add(phrase) {
    const joined = phrase.keys.join("")
    if (phrase.phrase.includes("*")) {
      const begin = first(phrase.keys[0], 2)
      this.#open.set(begin, [...(this.#open.get(begin) ?? []), phrase])
    } else if (this.#whole.has(joined)) {
      return
    } else {
      this.#whole.set(joined, phrase)
    }
    this.#begins.add(first(joined, 1)).add(first(joined, 2))
    this.#longest = Math.max(this.#longest, phrase.keys.length + 2)
  }

  /**
   * Return the matches in the order of the text: the longest phrase at each place, without negated ones.
   * @param {Reading} reading
   * @returns {Found[]}
   */
  find({ text, passages, isSmall }) {
    const found = []
    for (const { tokens, ofInterviews } of passages) {
      for (let place = 0; place < tokens.length; ) {
        const { count, phrase } = this.#longestAt(tokens, place)
        const { start, negated } = tokens[place]
        place += count
        if (!phrase || negated) continue
        const written = text.slice(start, tokens[place - 1].end)
        if (!isSmall && this.#rules.name.test(phrase.phrase) && !/\p{Uppercase}/u.test(written)) continue
        found.push({ meaning: phrase.meaning, phrase: phrase.phrase, text: spaced(written), start, ofInterviews })
      }
    }
    return found
  }

  /**
   * Return how many words to go on, and the longest phrase that starts at a word, if any.
   * @param {Token[]} tokens
   * @param {number} place
   * @returns {{count: number, phrase?: Phrase}}
   */
  #longestAt(tokens, place) {
    const begin = first(tokens[place].key, 2)
    if (!this.#begins.has(begin)) return { count: 1 }
    let reach = 1
    while (reach < this.#longest && tokens[place + reach]?.joined) reach += 1
    for (let count = reach; count > 0; count -= 1) {
      const keys = tokens.slice(place, place + count).map(each => each.key)
      const joined = keys.join("")
      const whole = this.#whole.get(joined)
      if (whole && (areSame(keys, whole.keys) || this.#isLong(joined))) return { count, phrase: whole }
      for (const open of this.#open.get(begin) ?? []) {
        const fit = open.keys.length === count && keys.every((key, n) => fits(key, open.keys[n]))
        if (fit || this.#fitsJoined(keys, open.keys)) return { count, phrase: open }
      }
    }
    return { count: 1 }
  }

  /** @param {string} word */
  #isLong(word) {
    return length(word) >= this.#rules.limits.LETTERS
  }

  /**
   * Return whether words match a phrase with an open end if they are divided differently: micro services.
   * @param {string[]} keys
   * @param {string[]} wanted
   */
  #fitsJoined(keys, wanted) {
    const begin = wanted.join("").slice(0, -1)
    if (!this.#isLong(begin) || begin.includes("*")) return false
    return keys.slice(0, -1).join("").length < begin.length && keys.join("").startsWith(begin)
  }
}

/**
 * @param {string} key
 * @param {string} wanted
 */
const fits = (key, wanted) => (wanted.endsWith("*") ? key.startsWith(wanted.slice(0, -1)) : key === wanted)

/**
 * @param {string[]} some
 * @param {string[]} others
 */
const areSame = (some, others) => some.length === others.length && some.every((each, n) => each === others[n])

// Finds the role and the level that an advertisement is for.
// The twin of generator/advert/job.py.
/** What is read of a handbook. */
/** @typedef {{round: string, times: number}} Step */
/** @typedef {{id: string, loop: Step[]}} RoleLevel */
/** @typedef {{title: string, aliases: string[], keywords: Record<string, string>, levels: RoleLevel[]}} Role */
/** @typedef {{title: string, aliases: string[], in_loop: boolean}} Round */
/** @typedef {{levels: string[], rounds: Record<string, Round>, roles: Record<string, Role>}} Handbook */

/** @typedef {{id: string, words: string}} Named what was found, and the words that name it, if any */

/**
 * Return the id of the role that an advertisement is for, and the words that name it, or no words.
 *
 * Titles in the first lines count first (the longest wins), then titles in the text. After that keywords count, for
 * roles whose title shares a word with the first lines; rare keywords count more. The last resort is the general role.
 * @param {Rules} rules
 * @param {Handbook} handbook
 * @param {Reading} reading
 * @returns {Named}
 */
function roleOf(rules, { roles }, reading) {
  const jobs = Object.keys(roles).filter(id => !rules.general.includes(id))
  const titles = new Map(jobs.map(id => [id, namesOf(roles[id])]))
  const head = firstLines(rules, reading.text)
  for (const line of head) {
    const found = titled(rules, line, titles)
    if (found) return found
  }
  const named = namedIn(rules, reading, titles)
  if (named) return named
  const general = Object.keys(roles).find(id => rules.general.includes(id)) ?? Object.keys(roles)[0]
  const words = new Set(keysOf(rules, head.join("\n")))
  /** @param {string} id */
  const sharesWord = id => namesOf(roles[id]).some(name => keysOf(rules, name).some(key => words.has(key)))
  const best = scores(rules, roles, reading)
    .filter(({ id }) => sharesWord(id))
    .reduce((best, each) => (each.score > best.score ? each : best), { id: general, score: -1n, keywords: 0 })
  return { id: best.keywords >= rules.limits.KEYWORDS ? best.id : general, words: "" }
}

/** @param {Role} role */
const namesOf = ({ title, aliases }) => [title, ...aliases]

/**
 * Return the role with a title whose words are all in a line, in any order, and these words.
 *
 * The title with most words wins, then one whose words are in order, then one whose words are close together.
 * @param {Rules} rules
 * @param {string} line
 * @param {Map<string, string[]>} titles
 * @returns {Named | undefined}
 */
function titled(rules, line, titles) {
  const words = [...line.matchAll(rules.plainWord)]
    .map(match => ({ key: keyOf(rules, match[0]), start: match.index, end: match.index + match[0].length }))
  const pairs = words.slice(1).map((word, n) => ({ key: words[n].key + word.key, start: words[n].start, end: word.end }))
  const spans = new Map(pairs.map(({ key, start, end }) => [key, { start, end }]))
  for (const { key, start, end } of words) spans.set(key, { start, end })
  /** @type {{rank: number[], id: string, words: string}[]} */
  const candidates = []
  for (const [id, names] of titles) {
    for (const keys of names.map(name => keysOf(rules, name))) {
      for (const form of forms(keys)) {
        const found = form.flatMap(key => spans.get(key) ?? [])
        if (found.length < form.length) continue
        const start = Math.min(...found.map(each => each.start)), end = Math.max(...found.map(each => each.end))
        const inOrder = found.every((each, n) => n === 0 || found[n - 1].start <= each.start)
        candidates.push({ rank: [keys.length, Number(inOrder), start - end], id, words: line.slice(start, end) })
      }
    }
  }
  if (!candidates.length) return undefined
  const { id, words: written } = candidates.reduce((best, each) => (isHigher(each.rank, best.rank) ? each : best))
  return { id, words: written }
}

/**
 * Return the words of a title, and the same with two of them joined: full stack becomes fullstack.
 * @param {string[]} keys
 */
const forms = keys => [
  keys,
  ...keys.slice(1).map((key, n) => [...keys.slice(0, n), keys[n] + key, ...keys.slice(n + 2)]),
]

/**
 * @param {number[]} rank
 * @param {number[]} other
 */
function isHigher(rank, other) {
  const n = rank.findIndex((each, place) => each !== other[place])
  return n >= 0 && rank[n] > other[n]
}

/**
 * Return the role whose titles are most often in the text, the first of several.
 * @param {Rules} rules
 * @param {Reading} reading
 * @param {Map<string, string[]>} titles
 * @returns {Named | undefined}
 */
function namedIn(rules, reading, titles) {
  /** @type {Map<string, string>} */
  const meanings = new Map()
  for (const [id, names] of titles) for (const name of names) meanings.set(name, id)
  /** @type {Map<string, {count: number, words: string}>} */
  const named = new Map()
  for (const { meaning, text } of new Phrases(rules, meanings).find(reading)) {
    const before = named.get(meaning)
    named.set(meaning, { count: (before?.count ?? 0) + 1, words: before?.words ?? text })
  }
  const best = Math.max(...[...named.values()].map(each => each.count))
  for (const [id, { count, words }] of named) if (count === best) return { id, words }
  return undefined
}

/**
 * Return each role, how many of its keywords are in the text, and its score: each keyword counts 1 / the roles that
 * have it. Scores are multiplied by a common denominator.
 * @param {Rules} rules
 * @param {Record<string, Role>} roles
 * @param {Reading} reading
 */
function scores(rules, roles, reading) {
  /** @param {string} word */
  const keyed = word => keysOf(rules, word).join(" ")
  /** @type {Map<string, bigint>} */
  const shared = new Map()
  for (const word of Object.values(roles).flatMap(role => Object.keys(role.keywords))) {
    shared.set(keyed(word), (shared.get(keyed(word)) ?? 0n) + 1n)
  }
  const denominator = [...shared.values()].reduce((one, other) => (one * other) / divisor(one, other), 1n)
  return Object.entries(roles).map(([id, role]) => {
    const found = new Phrases(rules, Object.entries(role.keywords)).find(reading)
    const keywords = [...new Set(found.map(each => each.phrase))]
    const score = keywords.reduce((sum, word) => sum + denominator / (shared.get(keyed(word)) ?? 1n), 0n)
    return { id, keywords: keywords.length, score }
  })
}

/**
 * @param {bigint} one
 * @param {bigint} other
 * @returns {bigint} the greatest that divides both
 */
const divisor = (one, other) => (other ? divisor(other, one % other) : one)

/**
 * Return the level that an advertisement asks for, and the words that say so; mid and no words by default.
 * @param {Rules} rules
 * @param {string} text
 * @returns {Named}
 */
export function levelOf(rules, text) {
  for (const line of firstLines(rules, text)) {
    for (const { level, words } of rules.levelWords) {
      const match = words.exec(line)
      if (match) return { id: level, words: match[0] }
    }
  }
  for (const { groups } of text.matchAll(rules.years)) {
    const years = number(rules, groups?.least ?? "")
    if (years === null || !(groups?.before || groups?.after)) continue
    return { id: levelAfter(rules, years), words: spaced(groups.years) }
  }
  for (const { level, words } of rules.levelSigns) {
    const match = words.exec(text)
    if (match) return { id: level, words: spaced(match[0]) }
  }
  return { id: "mid", words: "" }
}

/**
 * Return a number in words or digits, or null if a letter only looks like the right one: fıve.
 * @param {Rules} rules
 * @param {string} written
 */
function number({ numbers }, written) {
  const word = folded(written)
  if (numbers.includes(word)) return numbers.indexOf(word)
  return /^\p{Nd}+$/u.test(word) ? whole(word) : null
}

/**
 * @param {Rules} rules
 * @param {number} years
 */
function levelAfter({ limits }, years) {
  if (years <= limits.JUNIOR_YEARS) return "junior"
  return years <= limits.MID_YEARS ? "mid" : "senior"
}

/**
 * Return the role's wanted level, else its next higher one, else its highest.
 * @param {Handbook} handbook
 * @param {Role} role
 * @param {string} wanted
 * @returns {RoleLevel}
 */
export function closest(handbook, role, wanted) {
  /** @param {RoleLevel} level */
  const rank = level => handbook.levels.indexOf(level.id)
  const order = [...role.levels].sort((one, other) => rank(one) - rank(other))
  return order.find(each => rank(each) >= handbook.levels.indexOf(wanted)) ?? order[order.length - 1]
}

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
