// Elements and fields: what form and view are made of.
/**
 * @import { Open, State } from "./candidate.js"
 * @import { Say } from "./say.js"
 * @import { Handbook } from "./types.js"
 */
import { isMissing, typedDay } from "./candidate.js"

// Small things that the plan's parts are built with. Text is always set as text: no part of a plan can become markup.
/** @typedef {Node | string | null | false | undefined} One something to show, or nothing */
/** @typedef {One | (One | (One | One[])[])[]} Child */
/** @typedef {Record<string, string | boolean | null | undefined>} Attributes */

/**
 * An element with a class, attributes and children. An attribute that is false, null or undefined is left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name its class, or an empty string
 * @param {Attributes} attributes
 * @param {...Child} children strings become text
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, name, attributes, ...children) {
  const made = document.createElement(tag)
  if (name) made.className = name
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "")
    else if (typeof value === "string") made.setAttribute(key, value)
  }
  made.append(...flat(children))
  return made
}

/**
 * Children without the empty ones, nested lists unfolded.
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
export function flat(children) {
  /** @type {(Node | string)[]} */
  const found = []
  for (const each of children) {
    if (Array.isArray(each)) found.push(...flat(each))
    else if (each) found.push(each)
  }
  return found
}

/**
 * An element with a class and children, without attributes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const plain = (tag, name, ...children) => element(tag, name, {}, ...children)

/**
 * A head of a table.
 * @param {string[]} names
 * @returns {HTMLElement}
 */
export const head = names =>
  plain("thead", "", plain("tr", "", names.map(name => element("th", "", { scope: "col" }, name))))

/**
 * Puts new children into a part that is on the page. If nothing would change, nothing is touched. What the reader has
 * opened stays open, and the focus stays on what has the same `data-key`.
 * @param {HTMLElement} part
 * @param {Child[]} children
 */
export function settle(part, children) {
  const next = /** @type {HTMLElement} */ (part.cloneNode(false))
  next.append(...flat(children))
  for (const each of part.querySelectorAll("details[data-key]")) {
    const same = keyed(next, each)
    if (same instanceof HTMLDetailsElement) same.open = /** @type {HTMLDetailsElement} */ (each).open
  }
  if (next.innerHTML === part.innerHTML) return
  const focused = part.contains(document.activeElement) ? document.activeElement : null
  part.replaceChildren(...next.childNodes)
  if (!focused || part.contains(focused)) return
  const same = keyed(part, focused)
  if (same instanceof HTMLElement) same.focus({ preventScroll: true })
}

/**
 * The element below `root` that stands for the same thing as another.
 * @param {Element} root
 * @param {Element} other
 * @returns {Element | null}
 */
function keyed(root, other) {
  const key = other.getAttribute("data-key")
  return key === null ? null : root.querySelector(`[data-key="${CSS.escape(key)}"]`)
}

/**
 * Copies a text; where the browser forbids it, the text is selected and copied from the page.
 * @param {string} text
 * @param {HTMLElement} shown the element that shows the text
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    if (shown instanceof HTMLInputElement) shown.select()
    else getSelection()?.selectAllChildren(shown)
    return document.execCommand("copy")
  }
}

/**
 * Moves the focus to a field of the form, or to the first thing in it that can have it.
 * @param {Element} field
 */
export function goTo(field) {
  const able = "input:not([type=hidden], :disabled), select, textarea, button:not(:disabled), summary, [tabindex]"
  const checked = field.querySelector(`input[type=radio]:checked`)
  const target = field.matches(able) ? field : checked ?? field.querySelector(able)
  for (let each = field.closest("details"); each; each = each.parentElement?.closest("details") ?? null) each.open = true
  if (!(target instanceof HTMLElement)) return
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: "center" })
}

// The fields of the form: a label, an input, and one sentence under it while it is open. What someone typed is never
// changed: an input gets a value only where the state has another.
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
 * @param {Attributes} [more]
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

// What the plan page needs besides wiring: where a refusal belongs, what of a link this handbook lacks.
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
