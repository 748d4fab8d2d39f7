// Splits a sentence into words, in the form in which they are compared, and finds negated ones ("no puzzles").
// The twin of generator/advert/tokens.py and of `spelled` in generator/names.py.
import { folded, length, small } from "./letters.js"
/** @typedef {import("./patterns.js").Rules} Rules */

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
export function spelled(rules, word) {
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
