// Who runs the mocks, what is arranged, the name on the plan and its paper; and the log, which is opened from a file.

import { ADJUSTMENTS, KINDS } from "./state.js"
import { check, field, fill, part, pick, textButton, textInput, tick } from "./form-field.js"
import { element, plain } from "./view-dom.js"

/** @typedef {import("./form-field.js").Context} Context */
/** @typedef {import("./form-field.js").Part} Part */

/** How many problems of a log are listed. */
const LISTED = 20

/**
 * Who runs the mocks.
 * @param {Context} context
 * @returns {Part}
 */
export function people(context) {
  const { say } = context
  const named = KINDS.map(kind => ({ kind, ...field(context, `partners.${kind}`, say.say(`form.people.${kind}`), textInput()) }))
  const llm = tick(say.say("form.people.llm"), on => context.change({ llm: on }))
  const swap = tick(say.say("form.people.swap"), on => context.change({ swap: on }))
  return {
    root: part(say.say("form.people.title"), "partners", named.map(each => each.root),
      plain("p", "note", say.say("form.people.note")), llm.root, swap.root),
    sync: state => {
      for (const { kind, input } of named) fill(input, state.partners[kind])
      llm.input.checked = state.llm
      swap.input.checked = state.swap
    },
  }
}

/**
 * The name, the paper, and what is arranged.
 * @param {Context} context
 * @returns {Part}
 */
export function you(context) {
  const { say } = context
  const name = field(context, "name", say.say("form.you.name"), textInput())
  const paper = pick("paper", say.say("form.you.paper"), [["a4", say.say("form.you.a4")], ["letter", say.say("form.you.letter")]],
    value => context.change({ paper: value }))
  const arranged = ADJUSTMENTS.map(each => ({
    each, ...tick(say.say(`adjustment.${each}.name`), on => {
      const others = context.state().adjustments.filter(other => other !== each)
      context.change({ adjustments: on ? [...others, each] : others })
    }),
  }))
  const more = plain("details", "", plain("summary", "", say.say("form.you.adjustments")),
    plain("div", "ticks", arranged.map(each => each.root)))
  return {
    root: part(say.say("form.you.title"), "", name.root, plain("div", "field",
      element("span", "label", { "aria-hidden": "true" }, say.say("form.you.paper")), paper), more),
    sync: state => {
      fill(name.input, state.name)
      check(paper, state.paper)
      for (const { each, input } of arranged) input.checked = state.adjustments.includes(each)
      if (state.adjustments.length) more.open = true
    },
  }
}

/**
 * The log: a file is chosen, and what became of it is said. `choose` gets the file, or null to leave the log out.
 * @param {Context} context
 * @param {(file: File | null) => void} choose
 */
export function log({ say }, choose) {
  const file = element("input", "", { type: "file", id: "log", accept: ".json,application/json" })
  const said = element("div", "said", { role: "status" })
  const close = textButton(say.say("form.log.close"), () => {
    choose(null)
    file.focus()
  })
  close.hidden = true
  file.addEventListener("change", () => {
    if (file.files?.[0]) choose(file.files[0])
    file.value = "" // the same file can be chosen again, once it is corrected
  })
  return {
    root: part(say.say("form.log.title"), "", plain("p", "note", say.say("form.log.note")),
      plain("div", "field", element("label", "label", { for: "log" }, say.say("form.log.file")), file), said, close),
    /** @type {(sentence: string, problems: readonly string[], used: boolean) => void} */
    show: (sentence, problems, used) => {
      const more = problems.length - LISTED
      said.replaceChildren(sentence && element("p", problems.length ? "why" : "note", {}, sentence), problems.length ? plain("ul", "problems",
        problems.slice(0, LISTED).map(each => plain("li", "", each)),
        more > 0 && plain("li", "", say.say("form.log.more", { count: more }))) : "")
      close.hidden = !used
    },
  }
}
