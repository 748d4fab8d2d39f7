// The fields of the form: a label, an input, and one sentence under it while it is open. What someone typed is never
// changed: an input gets a value only where the state has another.

import { element, plain } from "./view-dom.js"
import { typedDay } from "./typed.js"

/** @typedef {import("./say.js").Say} Say */
/** @typedef {import("./types.js").Handbook} Handbook */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./candidate.js").Open} Open */
/** @typedef {import("./view-dom.js").Child} Child */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Input */
/** Where a field says what it needs. @typedef {{inputs: HTMLElement[], why: HTMLElement}} Slot */
/** @typedef {{root: HTMLElement, sync: (state: State) => void}} Part */
/**
 * What the parts of the form share: words, handbook, the state as it is now, and how to change it.
 * @typedef {object} Context
 * @property {Say} say
 * @property {Handbook} handbook
 * @property {() => State} state
 * @property {(changed: Partial<State>) => void} change
 * @property {(path: string, value: unknown) => void} set
 * @property {Map<string, Slot>} slots
 */

/** Returns the id of a field, by its path in the state. @type {(path: string) => string} */
export const idOf = path => path === "interviews.0.date" ? "interview" : path.replaceAll(".", "-")

/** What an unfinished date is in the state: the browser gives no part of it away. */
const UNFINISHED = "unfinished"

/**
 * A field that is typed into: its label above, and under it what it needs.
 * @template {Input} T
 * @param {Context} context
 * @param {string} path in the state
 * @param {string} label
 * @param {T} input
 * @returns {{root: HTMLElement, input: T}}
 */
export function field(context, path, label, input) {
  input.id = idOf(path)
  input.addEventListener(input instanceof HTMLSelectElement ? "change" : "input", () => context.set(path, valueOf(input)))
  const why = slot(context, path, [input])
  return { root: plain("div", "field", element("label", "label", { for: input.id }, label), input, why), input }
}

/**
 * The place for what a field needs, tied to its inputs.
 * @param {Context} context
 * @param {string} path
 * @param {HTMLElement[]} inputs
 */
export function slot(context, path, inputs) {
  const why = element("p", "why", { id: `${idOf(path)}-why` })
  why.hidden = true
  context.slots.set(path, { inputs, why })
  return why
}

/** @type {(input: Input) => string} */
const valueOf = input => input instanceof HTMLInputElement && input.type === "date" && input.validity.badInput
  ? UNFINISHED : input.value

/**
 * Brings an input in line with the state, unless it says the same already or a date is half typed in it.
 * @param {Input} input
 * @param {string} value
 */
export function fill(input, value) {
  const shown = input instanceof HTMLInputElement && input.type === "date" && typedDay(value) === null ? "" : value
  if (valueOf(input) !== value && input.value !== shown) input.value = shown
}

/** A line of text to type. @type {(more?: Record<string, string>) => HTMLInputElement} */
export const textInput = (more = {}) => element("input", "", { type: "text", autocomplete: "off", spellcheck: "false", ...more })

/** A day to choose. @type {() => HTMLInputElement} */
export const dateInput = () => element("input", "", { type: "date", min: "2000-01-01", max: "2999-12-31" })

/**
 * A box to tick, with its words beside it.
 * @param {Child} words
 * @param {(on: boolean) => void} change
 * @param {import("./view-dom.js").Attributes} [more]
 * @returns {{root: HTMLLabelElement, input: HTMLInputElement}}
 */
export function tick(words, change, more = {}) {
  const input = element("input", "", { type: "checkbox", ...more })
  input.addEventListener("change", () => change(input.checked))
  return { root: plain("label", "tick", input, plain("span", "", words)), input }
}

/**
 * A choice of few on one line.
 * @param {string} name
 * @param {string} label of the group
 * @param {[string, string][]} choices values and their words
 * @param {(value: string) => void} change
 * @returns {HTMLElement}
 */
export function pick(name, label, choices, change) {
  const group = element("div", "pick", { role: "radiogroup", "aria-label": label })
  choose(group, name, choices)
  group.addEventListener("change", event => {
    if (event.target instanceof HTMLInputElement) change(event.target.value)
  })
  return group
}

/**
 * Puts choices into a group; nothing is touched if it has them.
 * @param {HTMLElement} group
 * @param {string} name
 * @param {[string, string][]} choices
 */
export function choose(group, name, choices) {
  const has = [...group.querySelectorAll("input")].map(each => each.value)
  if (String(has) === String(choices.map(([value]) => value))) return
  group.replaceChildren(...choices.map(([value, words]) => plain("label", "",
    element("input", "", { type: "radio", name: `plan-${name}`, value }), plain("span", "", words))))
}

/** Checks the choice with a value, or none. @type {(group: HTMLElement, value: string) => void} */
export const check = (group, value) => group.querySelectorAll("input").forEach(each => { each.checked = each.value === value })

/** A part of the form under its heading. @type {(title: string, id: string, ...children: Child[]) => HTMLElement} */
export const part = (title, id, ...children) =>
  element("fieldset", "", { ...(id && { id }) }, plain("legend", "", title), ...children)

/** A button that looks like a link. @type {(words: string, press: () => void, more?: Record<string, string>) => HTMLButtonElement} */
export function textButton(words, press, more = {}) {
  const button = element("button", "text", { type: "button", ...more }, words)
  button.addEventListener("click", press)
  return button
}

/**
 * Says in words what an open field needs.
 * @param {Say} say
 * @param {Open} open
 */
export const needIn = (say, { code, values }) => say.say(`form.open.${code}`, Object.fromEntries(
  Object.entries(values).map(([key, value]) => [key, key === "date" ? shown(say, value) : value])))

/** Says what to press instead. @type {(say: Say, fix: NonNullable<Open["fix"]>) => string} */
export const fixIn = (say, { code, shown: value }) =>
  say.say(`form.fix.${code}`, code === "meant" ? { value: shown(say, value) } : {})

/** A day in words, anything else as it is. @type {(say: Say, value: string) => string} */
const shown = (say, value) => typedDay(value) === null ? value : say.date(value, "full")
