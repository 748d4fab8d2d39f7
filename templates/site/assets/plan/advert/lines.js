// Finds the lines of an advertisement: wrapped ones joined, and which are headings, of which section.
// The twin of the second half of generator/advert/sections.py.
import { beginsSmall, isBlank, length, lines, parts, small, trimmedEnd, trimmedStart } from "./letters.js"
/** @typedef {import("./patterns.js").Rules} Rules */
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
export function joinedLines(rules, text) {
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
export function sectionOf(rules, heading) {
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
