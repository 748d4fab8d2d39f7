// Why there can be no plan: the planner's reasons in words, at the fields that they are about. Loaded with the first one.
/**
 * @import { Open, State } from "./candidate.js"
 * @import { PlanRefused } from "./planner.js"
 * @import { Say } from "./say.js"
 * @import { Refusal } from "./types.js"
 */
import { oneLine } from "./sentences.js"

// The known name that someone may have meant: the twin of `nearest` in generator/problem.py.
const MAX_WORD = 60
/** The similarity, in per cent, from which on one word is suggested for another. */
const ALIKE = 60

/**
 * Returns the entry of `known` that is most similar to `word`, or an empty string if none is similar.
 * Words that both contain don't count: "data-engineer" isn't close to "staff-engineer".
 * @param {string} word
 * @param {readonly string[]} known
 */
export function nearest(word, known) {
  if ([...word].length > MAX_WORD) return ""
  const close = [...known].sort()
    .map(name => ({ name, score: similarity(spaced(word), spaced(name)) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((one, other) => other.score - one.score)
  return close.slice(0, 5).find(({ name }) => restIsAlike(word, name))?.name ?? ""
}

/** @type {(text: string) => string} */
const spaced = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()

/** @type {(word: string, name: string) => boolean} */
function restIsAlike(word, name) {
  const [ours, theirs] = [spaced(word).split(" "), spaced(name).split(" ")]
  const left = ours.filter(part => !theirs.includes(part)).join(" ")
  const right = theirs.filter(part => !ours.includes(part)).join(" ")
  return !left || !right || similarity(left, right) >= ALIKE
}

/**
 * Returns how similar two texts are, in per cent: the share of their characters in their longest common subsequence.
 * @param {string} one
 * @param {string} other
 */
function similarity(one, other) {
  const [ours, theirs] = [[...one], [...other]]
  let row = Array(theirs.length + 1).fill(0)
  for (const letter of ours) {
    const above = row
    row = [0]
    theirs.forEach((each, at) => row.push(each === letter ? above[at] + 1 : Math.max(above[at + 1], row[at])))
  }
  const total = ours.length + theirs.length
  return total ? (1 - (total - 2 * row[theirs.length]) / total) * 100 : 100
}

// Sentences on why there can be no plan.
/** @typedef {{kind: string, name: string, known: readonly string[]}} Unknown */

/** Known names are listed up to this many; more would hide the message. */
const LISTED = 20

/**
 * Returns one line on why there can be no plan, without the key.
 * @param {Say} words
 * @param {Pick<Refusal, "code" | "values">} reason
 */
export function refusal(words, { code, values }) {
  const sentence = /** @type {(words: Say, values: Refusal["values"]) => string} */ (REFUSALS[code])
  return oneLine(sentence(words, values))
}

/** @type {(words: Say, values: Unknown) => string} */
function unknown({ say, listed }, { kind, name, ...values }) {
  const known = [...values.known].sort()
  const close = nearest(name, known)
  let meant = close ? ` (did you mean ${close}?)` : ""
  if (!meant && 0 < known.length && known.length <= LISTED) meant = say("refusal.unknown.known", { known: listed(known) })
  return say("refusal.unknown.said", { kind: say(`refusal.thing.${kind}`), name, meant })
}

/** @type {(kind: string) => (words: Say, values: {date: string} & Omit<Unknown, "kind">) => string} */
const inLog = kind => (words, { date, ...values }) =>
  words.say("refusal.log", { date, unknown: unknown(words, { ...values, kind }) })

/** @type {{[Code in Refusal["code"]]: (words: Say, values: Extract<Refusal, {code: Code}>["values"]) => string}} */
const REFUSALS = {
  unknown,
  "no-level": ({ say, listed }, { role, level, levels }) =>
    say("refusal.no-level", { role, level, levels: listed(levels) }),
  "not-after": ({ say }, { by, date, after }) => say(`refusal.not-after.${by}`, { date, after }),
  "too-far": ({ say }, values) => say("refusal.too-far", values),
  "no-days": ({ say }) => say("refusal.no-days"),
  future: ({ say }, values) => say("refusal.future", values),
  "log-round": inLog("round"),
  "log-question": inLog("question"),
  replaced: ({ say }, values) => say("refusal.replaced", values),
}

/**
 * Returns the planner's reasons as open fields. Unknown names can only come from content that changed.
 * @param {Say} say
 * @param {State} state
 * @param {PlanRefused["reasons"]} reasons
 * @returns {Open[]}
 */
export function refusedAt(say, state, reasons) {
  const days = state.interviews.map(each => each.date)
  const last = `interviews.${days.indexOf([...days].sort().at(-1) ?? "")}.date`
  /** @type {Record<string, string>} */
  const fields = { interview: last, interviews: last, confidence: "rounds" }
  return reasons.map(each => ({
    field: fields[each.key] ?? each.key, code: "planner", values: { sentence: sentence(refusal(say, each)) },
  }))
}

/** A line for an author as a sentence. @type {(line: string) => string} */
const sentence = line => `${line[0].toUpperCase()}${line.slice(1)}${/[.!?]$/.test(line) ? "" : "."}`
