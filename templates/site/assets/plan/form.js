// <plan-form>: what someone says about the job, the days and the people. `start({ say, handbook, state })` fills it; every
// edit fires "change" with the state, and a file that is chosen as log fires "log". It says what is open where it is open.

import { emptyState, withValue } from "./state.js"
import { away, dates, week } from "./form-dates.js"
import { fixIn, idOf, needIn } from "./form-field.js"
import { job } from "./form-job.js"
import { log, people, you } from "./form-people.js"
import { rounds } from "./form-rounds.js"
import { element } from "./view-dom.js"

/** @typedef {import("./say.js").Say} Say */
/** @typedef {import("./types.js").Handbook} Handbook */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./candidate.js").Open} Open */
/** @typedef {import("./form-field.js").Part} Part */
/** @typedef {import("./form-field.js").Context} Context */
/** @typedef {import("./advert.js").Suggestion} Suggestion */

/** How long nothing may change before a screen reader is told: it isn't told of every key. */
const QUIET = 1500

/** The form of the plan page. */
export class PlanForm extends HTMLElement {
  /** @type {Context | undefined} */
  #context
  /** @type {Part[]} */
  #parts = []
  /** @type {ReturnType<typeof job> | undefined} */
  #job
  /** @type {ReturnType<typeof rounds> | undefined} */
  #rounds
  /** @type {ReturnType<typeof log> | undefined} */
  #log
  /** @type {State} */
  #state = emptyState()
  #live = element("p", "sr", { role: "status" })
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  #said = ""

  /**
   * Builds the form, with a state in it.
   * @param {{say: Say, handbook: Handbook, state: State}} given
   */
  start({ say, handbook, state }) {
    this.#state = state
    const context = {
      say, handbook, slots: new Map(), state: () => this.#state,
      /** @type {Context["change"]} */
      change: changed => this.#take({ ...this.#state, ...changed }),
      /** @type {Context["set"]} */
      set: (path, value) => this.#take(withValue(this.#state, path, value)),
    }
    this.#context = context
    this.#job = job(context)
    this.#rounds = rounds(context)
    this.#log = log(context, file => this.#fire("log", file))
    this.#parts = [this.#job, this.#rounds, dates(context), week(context), away(context), people(context), you(context)]
    const form = element("form", "", { novalidate: true, autocomplete: "off" },
      this.#parts.map(each => each.root), this.#log.root, this.#live)
    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener("change", event => event.stopPropagation()) // ours says what changed
    form.addEventListener("input", event => event.stopPropagation())
    this.replaceChildren(form)
    this.#sync()
  }

  /** What is in the form now. */
  get state() {
    return this.#state
  }

  /** Puts another state into the form, as if someone had typed it. @param {State} state */
  take(state) {
    this.#take(state)
  }

  /**
   * Says under each field what it needs.
   * @param {readonly Open[]} open
   */
  showOpen(open) {
    const context = this.#built(), { say } = context
    /** @type {Map<HTMLElement, string>} */
    const reasons = new Map()
    for (const [path, slot] of context.slots) {
      const here = open.filter(each => each.field === path)
      this.#say(slot.why, here.map(each => needIn(say, each)).join(" "), here.find(each => each.fix))
      for (const input of slot.inputs) if (here.length || !reasons.has(input)) reasons.set(input, here.length ? slot.why.id : "")
    }
    for (const [input, why] of reasons) mark(input, why)
    const text = open.length ? say.say("form.live", { count: open.length }) : ""
    if (text === this.#said) return
    this.#said = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => { this.#live.textContent = text }, QUIET)
  }

  /**
   * Shows what an advertisement suggests, or forgets it. Role and level are taken where the reader chose none.
   * @param {Suggestion | null} suggestion
   * @param {string} [failed] why nothing could be read
   */
  showSuggestion(suggestion, failed = "") {
    const context = this.#built()
    const hints = suggestion ? [...suggestion.loop, ...suggestion.added] : []
    this.#rounds?.found(new Map(hints.map(each => [each.round, each.words])))
    this.#job?.read(suggestion ? readIn(context, suggestion) : failed ? [failed] : [])
    const { read, suggested, role, level } = this.#state
    const changed = !suggestion ? { suggested: failed ? suggested : [] } : {
      suggested: suggestion.added.map(each => each.round),
      role: read.includes("role") ? suggestion.role : role, level: read.includes("level") ? suggestion.level : level,
    }
    this.#take({ ...this.#state, ...changed })
  }

  /**
   * Says what became of a log.
   * @param {string} sentence
   * @param {readonly string[]} problems
   * @param {boolean} used whether the plan takes a log into account
   */
  showLog(sentence, problems, used) {
    this.#log?.show(sentence, problems, used)
  }

  /** @returns {Context} */
  #built() {
    if (!this.#context) throw new Error("start() comes first")
    return this.#context
  }

  /** @param {State} state */
  #take(state) {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return this.#sync()
    this.#state = state
    this.#sync()
    this.#fire("change", state)
  }

  #sync() {
    for (const each of this.#parts) each.sync(this.#state)
  }

  /** @param {HTMLElement} why @param {string} text @param {Open} [fixable] */
  #say(why, text, fixable) {
    const context = this.#built(), { fix } = fixable ?? {}
    const words = fix ? fixIn(context.say, fix) : ""
    why.hidden = !text
    if (why.textContent === (words ? `${text} ${words}` : text)) return
    why.textContent = text
    if (!fix) return
    const button = element("button", "text", { type: "button" }, words)
    button.addEventListener("click", () => {
      context.set(fix.field, fix.value)
      document.getElementById(idOf(fix.field))?.focus()
    })
    why.append(" ", button)
  }

  /** @param {string} name @param {unknown} detail */
  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }
}

/** Marks what is open, and ties it to the sentence that says why. @type {(input: HTMLElement, why: string) => void} */
function mark(input, why) {
  const invalid = why && input.matches("input, select, textarea, [role=radiogroup]") ? "true" : ""
  for (const [name, value] of [["aria-invalid", invalid], ["aria-describedby", why]]) {
    if (value) input.setAttribute(name, value)
    else input.removeAttribute(name)
  }
}

/** Says what was read from an advertisement. @type {(context: Context, suggestion: Suggestion) => string[]} */
function readIn({ say, handbook }, { role, level, role_words, level_words, level_is_near, loop, added, faint }) {
  const { title } = handbook.roles[role]
  const quoted = (/** @type {string} */ word) => say.say("form.read.words", { word })
  const titles = faint.map(each => handbook.rounds[each.round].title)
  const silent = [...loop, ...added, ...faint].every(each => !each.words.length)
  return [
    role_words === null ? "" : role_words ? say.say("form.read.role", { role: title, words: quoted(role_words) })
      : say.say("form.read.role-silent", { role: title }),
    level_words === null ? "" : level_is_near && level_words ? say.say("form.read.level-near", { words: quoted(level_words) })
      : level_words ? say.say("form.read.level", { words: quoted(level_words) }) : say.say("form.read.level-silent", { level }),
    silent ? say.say("form.read.silent") : "",
    titles.length ? say.say("form.read.faint", { rounds: say.listed(titles) }) : "",
  ].filter(Boolean)
}

customElements.define("plan-form", PlanForm)
