// <plan-view>: the plan on screen and, while it is shown, what the browser prints instead of the page.
//
// start({ say, handbook }), then one of
//   show({ plan, data, link?, away? })  a plan and what spoken() says of it; the link has the state of the form
//   stale(open)                         the last good plan in soft, with a link to each line of the form that is open
//   refused(sentences)                  why there is no plan
//   empty()                             what a plan needs, before there is one
// kept(on, said, failed?) shows whether the plan is kept on this device.
// It fires "download" (detail: "ics", "plan.json" or "candidate.yml"), "print" and "keep" (detail: boolean).

import { requests as askFor, withoutOthers } from "./asking.js"
import { told } from "./sentences/base.js"
import { describeNotes } from "./sentences/notes.js"
import { copy, element, goTo, plain, settle } from "./view-dom.js"
import { aloud, totals, withRemedies } from "./view-facts.js"
import { footerStyle, paper } from "./view-paper.js"
import { alone, calendar, changes, people, progress, rounds, sessions, toKnow } from "./view-parts.js"
/** @import { Say } from "./say.js" */
/** @import { Spoken, Texts } from "./sentences.js" */
/** @import { Plan } from "./types.js" */
/** @import { Child } from "./view-dom.js" */
/** @import { Shown } from "./view-parts.js" */

/** @typedef {{field: string, message: string}} Open a line of the form that is open, with what it needs */
/** @typedef {{plan: Plan, data: Spoken, link?: string, away?: readonly string[]}} Given what show() takes */

/** How long nothing may change before a screen reader is told: it isn't told of every key. */
const QUIET = 1200
/** The parts of a plan, in the order of the page. @type {[string, (shown: Shown) => Child[]][]} */
const PARTS = [
  ["calendar", calendar], ["changes", changes], ["know", toKnow], ["people", people], ["rounds", rounds],
  ["sessions", sessions], ["progress", progress], ["alone", alone],
]

/** The plan beside the form. */
export class PlanView extends HTMLElement {
  /** @type {Say | undefined} */
  #say
  /** @type {Texts} */
  #handbook = { rounds: {}, roles: {}, templates: {} }
  /** @type {Shown | undefined} */
  #shown
  /** @type {Map<string, HTMLElement>} */
  #parts = new Map()
  #stale = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  /** @type {HTMLElement | undefined} */
  #paper
  #foot = new CSSStyleSheet()
  #title = "" // of the page, while the plan has its own on the printer

  /**
   * Builds the parts that stay.
   * @param {{say: Say, handbook: Texts}} given
   */
  start({ say, handbook }) {
    this.#say = say
    this.#handbook = handbook
    this.#parts = new Map()
    /** @type {(name: string, tag?: "section" | "div" | "p" | "header") => HTMLElement} */
    const part = (name, tag = "section") => {
      const made = plain(tag, `part of-${name}`)
      made.hidden = true
      this.#parts.set(name, made)
      return made
    }
    const live = element("p", "sr", { role: "status" })
    this.#parts.set("live", live)
    this.replaceChildren(
      part("totals", "header"), part("open", "div"), this.#buttons(part("buttons", "div")),
      ...PARTS.map(([name]) => part(name)), part("nothing"), live, this.#jump(part("jump", "p")),
    )
    this.addEventListener("click", event => this.#click(event))
    addEventListener("beforeprint", () => this.#prepare())
    addEventListener("afterprint", () => { document.title = this.#title || document.title })
    this.empty()
  }

  /**
   * Shows a plan.
   * @param {Given} given
   */
  show({ plan, data, link = "", away = [] }) {
    const say = this.#words()
    this.#shown = {
      say, data, away, notes: withRemedies(plan.notes, describeNotes(told(say, this.#handbook), plan)),
      requests: askFor(say, data), alone: withoutOthers(say, data),
    }
    this.#stale = false
    this.#fill("open", [])
    this.#fill("nothing", [])
    this.#render()
    this.#link(link)
    this.#announce(aloud(say, data))
  }

  /**
   * Keeps the last good plan, in soft and not to be taken away, with links to the lines of the form that are open.
   * @param {readonly Open[]} open
   */
  stale(open) {
    const say = this.#words()
    if (!this.#shown) return this.empty(open)
    const values = { count: open.length, lines: capitalNumber(say, open.length) }
    this.#retire([plain("p", "", say.say("view.stale.open", values)), this.#openLines(open)])
    this.#announce(say.say("view.stale.aloud", values))
  }

  /**
   * Says why no plan can be made; a plan that was shown stays, in soft.
   * @param {readonly string[]} sentences
   */
  refused(sentences) {
    const say = this.#words()
    const told = [
      plain("p", "", plain("b", "", `${say.say("view.refused")}.`)),
      plain("ul", "", sentences.map(each => plain("li", "", each))),
    ]
    if (!this.#shown) this.#fill("nothing", [])
    this.#retire(told)
    this.#announce([say.say("view.refused"), ...sentences].join(". "))
  }

  /**
   * Says what a plan needs, why, and what to do next. Forgets a plan that was shown.
   * @param {readonly Open[]} open
   */
  empty(open = []) {
    const say = this.#words()
    this.#shown = undefined
    this.#stale = false
    this.#render()
    this.#fill("open", [])
    this.#fill("nothing", [
      plain("h2", "", say.say("view.empty.title")),
      plain("p", "", say.say("view.empty.why")),
      plain("p", "", say.say("view.empty.next")),
      open.length > 0 && [
        plain("p", "", say.say("view.stale.first", { count: open.length, lines: capitalNumber(say, open.length) })),
        this.#openLines(open),
      ],
    ])
  }

  /**
   * Shows whether the plan is kept on this device, and says when, or why not.
   * @param {boolean} on
   * @param {string} said
   * @param {boolean} [failed]
   */
  kept(on, said, failed = false) {
    const box = this.querySelector("input[name=keep]")
    if (box instanceof HTMLInputElement) box.checked = on
    const note = this.querySelector(".kept")
    if (!note) return
    note.textContent = said
    note.classList.toggle("wrong", failed)
  }

  /** @returns {Say} */
  #words() {
    if (!this.#say) throw new Error("start() comes first")
    return this.#say
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    const part = this.#parts.get(name)
    if (!part) throw new Error(`no part ${name}`)
    return part
  }

  /** @param {string} name @param {Child[]} children */
  #fill(name, children) {
    const part = this.#part(name)
    settle(part, children)
    part.hidden = !part.hasChildNodes()
  }

  /** Puts the plan that is shown into its parts, or empties them. */
  #render() {
    const shown = this.#shown
    this.#paper?.remove()
    this.#foot.replaceSync("")
    for (const [name, make] of PARTS) this.#fill(name, shown ? make(shown) : [])
    this.#fill("totals", shown ? [
      plain("h2", "", shown.say.say("view.title")), plain("p", "note num", totals(shown.say, shown.data)),
    ] : [])
    this.#part("buttons").hidden = this.#part("jump").hidden = !shown
    const [line] = this.#part("jump").getElementsByTagName("b")
    if (shown && line) line.textContent = totals(shown.say, shown.data).split(", ").slice(0, 2).join(", ")
    this.#toggle()
  }

  /** @param {Child[]} told what is said above a plan that no longer follows from the form */
  #retire(told) {
    this.#stale = true
    this.#fill("open", told)
    this.#toggle()
  }

  /** Puts what belongs to a good plan on or off. */
  #toggle() {
    this.classList.toggle("stale", this.#stale)
    for (const each of this.querySelectorAll(".of-buttons .take button, .of-people button")) {
      /** @type {HTMLButtonElement} */ (each).disabled = this.#stale
    }
  }

  /** @param {readonly Open[]} open */
  #openLines(open) {
    return plain("ul", "", open.map(({ field, message }) => plain("li", "",
      element("a", "", { href: `#${field}`, "data-field": field, "data-key": `field-${field}` }, message))))
  }

  /** @param {HTMLElement} part */
  #buttons(part) {
    const say = this.#words()
    /** @type {(text: string, act: string, name?: string) => HTMLElement} */
    const button = (text, act, name = "btn") => element("button", name, { type: "button", "data-act": act }, text)
    part.append(
      plain("div", "row take",
        button(say.say("view.print"), "print", "btn ink"),
        button(say.say("view.calendar"), "ics"),
        element("button", "btn", { type: "button", "data-act": "more", "aria-expanded": "false" }, say.say("view.download")),
      ),
      element("div", "row take more", { hidden: true },
        button(say.say("view.plan-file"), "plan.json"), button(say.say("view.candidate-file"), "candidate.yml")),
      plain("div", "row keep",
        plain("label", "tick", element("input", "", { type: "checkbox", name: "keep" }), say.say("view.keep")),
        element("span", "note kept", { role: "status" }, say.say("view.keep-note")),
      ),
      element("details", "move", {}, plain("summary", "", say.say("view.move")), plain("div", "",
        plain("p", "note", say.say("view.move-note")),
        plain("p", "row",
          element("input", "link", { type: "text", readonly: true, "aria-label": say.say("view.link") }),
          element("button", "btn", { type: "button", "data-act": "link" }, say.say("view.copy")),
          element("span", "note", { role: "status" }),
        ),
      )),
    )
    part.querySelector("input[name=keep]")?.addEventListener("change", event => {
      event.stopPropagation()
      this.#fire("keep", /** @type {HTMLInputElement} */ (event.target).checked)
    })
    return part
  }

  /**
   * The bar at the foot of a narrow screen, which leads down to the plan.
   * @param {HTMLElement} part
   */
  #jump(part) {
    part.append(plain("b", "num", ""),
      element("button", "btn ink", { type: "button", "data-act": "see" }, this.#words().say("view.see")))
    new IntersectionObserver(([seen]) => {
      part.classList.toggle("below", !seen.isIntersecting && seen.boundingClientRect.top > 0)
    }).observe(this)
    return part
  }

  /** @param {string} link */
  #link(link) {
    const shown = this.querySelector("input.link")
    if (shown instanceof HTMLInputElement) shown.value = link
    const move = this.querySelector("details.move")
    if (move instanceof HTMLElement) move.hidden = !link
  }

  /** @param {Event} event */
  #click(event) {
    const target = event.target instanceof Element ? event.target.closest("button, a[data-field]") : null
    if (!(target instanceof HTMLElement)) return
    const { act, field, copy: text } = target.dataset
    if (field) {
      const found = document.getElementById(field)
      if (!found) return
      event.preventDefault()
      goTo(found)
    } else if (act === "see") {
      this.setAttribute("tabindex", "-1")
      this.focus({ preventScroll: true })
      this.scrollIntoView()
    } else if (act === "more") {
      const more = this.querySelector(".more")
      if (!(more instanceof HTMLElement)) return
      more.hidden = !more.hidden
      target.setAttribute("aria-expanded", String(!more.hidden))
    } else if (act === "print") {
      this.#fire("print")
    } else if (act === "link") {
      const link = this.querySelector("input.link")
      if (link instanceof HTMLInputElement) this.#copy(target, link.value, link)
    } else if (act) {
      this.#fire("download", act)
    } else if (text !== undefined) {
      const shown = target.closest("details")?.querySelector(".message")
      if (shown instanceof HTMLElement) this.#copy(target, text, shown)
    }
  }

  /** @param {HTMLElement} button @param {string} text @param {HTMLElement} shown */
  async #copy(button, text, shown) {
    const { say } = this.#words()
    const done = await copy(text, shown)
    const status = button.parentElement?.querySelector("[role=status]")
    if (status) status.textContent = done ? say("view.copied") : say("view.not-copied")
  }

  /** @param {string} name @param {unknown} [detail] */
  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))
  }

  /** Tells a screen reader, once it has been quiet for a moment. @param {string} text */
  #announce(text) {
    const live = this.#part("live")
    live.textContent = ""
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => { live.textContent = text }, QUIET)
  }

  /** Puts the plan on paper beside the page, where only a printer shows it. */
  #prepare() {
    if (!this.#shown || !this.isConnected) return
    const { say, data } = this.#shown
    this.#paper?.remove()
    this.#paper = paper(this.#shown, { stale: this.#stale })
    document.body.append(this.#paper)
    this.#title ||= document.title
    document.title = say.say("plan.title", { name: data.candidate.name })
    this.#foot.replaceSync(footerStyle(say, data))
    if (!document.adoptedStyleSheets.includes(this.#foot)) document.adoptedStyleSheets.push(this.#foot)
  }
}

/** @param {Say} say @param {number} count */
const capitalNumber = (say, count) => {
  const said = say.number(count)
  return said[0].toUpperCase() + said.slice(1)
}

customElements.define("plan-view", PlanView)
