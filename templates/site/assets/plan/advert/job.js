// Finds the role and the level that an advertisement is for.
// The twin of generator/advert/job.py.
import { folded, spaced, whole } from "./letters.js"
import { firstLines } from "./lines.js"
import { Phrases } from "./matching.js"
import { keyOf, keysOf } from "./tokens.js"
/** @typedef {import("./matching.js").Reading} Reading */
/** @typedef {import("./patterns.js").Rules} Rules */

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
export function roleOf(rules, { roles }, reading) {
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
