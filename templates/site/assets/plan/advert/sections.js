// Splits an advertisement into sentences, and keeps those about the work or the interviews. Benefits, notices on equal
// opportunity and the like are left out, because "mentoring" as a benefit isn't a task.
// The twin of generator/advert/sections.py.
import { small } from "./letters.js"
import { joinedLines, sectionOf } from "./lines.js"
import { tokens } from "./tokens.js"
/** @typedef {import("./lines.js").Section} Section */
/** @typedef {import("./lines.js").Span} Span */
/** @typedef {import("./patterns.js").Rules} Rules */
/** @typedef {import("./tokens.js").Token} Token */

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
