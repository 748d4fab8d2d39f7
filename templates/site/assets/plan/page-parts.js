// What the plan page needs besides wiring: files to save, where a refusal belongs, what of a link this handbook lacks.

import { calendarFile } from "./calendar-file.js"
import { candidateYaml, isMissing } from "./candidate.js"
import { needIn } from "./form-field.js"
import { refusal } from "./sentences.js"

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./candidate.js").Open} Open */
/** @typedef {import("./types.js").Handbook} Handbook */
/** @typedef {import("./types.js").Candidate} Candidate */
/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./say.js").Say} Say */
/** @typedef {import("./planner.js").PlanRefused} PlanRefused */
/** @typedef {{name: string, type: string, text: string}} File */

/** How long a file that is being saved stays in memory. */
const WHILE = 60_000

/**
 * Returns a file to save, named after the candidate.
 * @param {Say} say
 * @param {Handbook} handbook
 * @param {Candidate} candidate
 * @param {Plan} plan
 * @param {string} kind
 * @returns {File}
 */
export function fileOf(say, handbook, candidate, plan, kind) {
  if (kind === "ics") {
    return { name: `${candidate.id}.ics`, type: "text/calendar", text: calendarFile(say, handbook, plan) }
  }
  if (kind === "plan.json") {
    return { name: `${candidate.id}-plan.json`, type: "application/json", text: `${JSON.stringify(plan, null, 2)}\n` }
  }
  return { name: `${candidate.id}.yml`, type: "application/yaml", text: candidateYaml(candidate) }
}

/** Has the browser save a file. @param {File} file */
export function save({ name, type, text }) {
  const href = URL.createObjectURL(new Blob([text], { type }))
  Object.assign(document.createElement("a"), { href, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(href), WHILE)
}

/** The label of a field, by the start of its path; others say themselves what they are about. @type {[RegExp, string][]} */
const LABELS = [
  [/^interviews\.\d+\.date$/, "form.dates.interview"], [/^interviews\.\d+\.label$/, "form.dates.label"],
  [/^start$/, "form.dates.start"], [/^days/, "form.days.title"], [/^away$/, "form.away.title"],
  [/^partners/, "form.people.title"], [/^name$/, "form.you.name"],
]

/**
 * Says what is open in a list, where the field isn't next to it.
 * @param {Say} say
 * @param {Open} open
 */
export function inLine(say, open) {
  const [, label] = LABELS.find(([path]) => path.test(open.field)) ?? []
  const message = needIn(say, open)
  return label && !isMissing(open) ? say.say("form.open.line", { label: say.say(label), message }) : message
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

/**
 * Returns the first role or round of a state that the handbook lacks, or an empty string.
 * @param {Handbook} handbook
 * @param {State} state
 */
export function unknownIn({ roles, rounds }, state) {
  if (state.role && !Object.hasOwn(roles, state.role)) return state.role
  const named = [
    ...state.suggested, ...state.removed, ...state.added, ...Object.keys(state.confidence), ...state.interviews.flatMap(each => each.rounds),
  ]
  return named.find(each => !Object.hasOwn(rounds, each)) ?? ""
}
