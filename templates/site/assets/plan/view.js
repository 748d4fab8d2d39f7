// <plan-view>: the plan on screen and, while it is shown, what the browser prints instead of the page.
//
// start({ say, handbook }), then one of
//   show({ plan, data, link?, away? })  a plan and what spoken() says of it; the link has the state of the form
//   stale(open)                         the last good plan in soft, with a link to each line of the form that is open
//   refused(sentences)                  why there is no plan
//   empty()                             what a plan needs, before there is one
// kept(on, said, failed?) shows whether the plan is kept on this device.
// It fires "download" (detail: "ics", "plan.json" or "candidate.yml"), "print" and "keep" (detail: boolean).
/**
 * @import { Child } from "./elements.js"
 * @import { Say } from "./say.js"
 * @import { Request, Spoken, Texts } from "./sentences.js"
 * @import { Plan } from "./types.js"
 * @import { Day, Session } from "./view-facts.js"
 */
import { copy, element, goTo, head, plain, settle } from "./elements.js"
import { describeNotes, requests as askFor, told, withoutOthers } from "./sentences.js"
import {
  aloud, criteria, goal, legend, logged, message, slotLine, time, totals, weakest, weekdays, weeksOf, withRemedies,
} from "./view-facts.js"
import { footerStyle, paper } from "./view-paper.js"

// The parts of the plan on screen. Each returns the children of its part, or nothing where the plan has nothing to say.
/**
 * What is shown: the plan in words, its notes with the fields that help, the messages, what needs nobody else, the days away.
 * @typedef {{
 *   say: Say, data: Spoken, requests: readonly Request[], alone: readonly string[], away: readonly string[],
 *   notes: readonly {text: string, remedy: string, field: string}[],
 * }} Shown
 */

/** @type {(title: string) => HTMLElement} */
const heading = title => plain("h3", "", title)

/**
 * The weeks as a calendar, with the marks that occur in it.
 * @param {Shown} shown
 * @returns {Child[]}
 */
export function calendar({ say, data, away }) {
  const weeks = weeksOf(say, data, away)
  const marks = [...legend(say, data.sessions), { mark: "interview", label: say.say("session.interview") }]
  return [
    plain("table", "calendar",
      plain("caption", "sr", say.say("view.weeks-of")),
      head(weekdays(say)),
      plain("tbody", "", weeks.map(week => plain("tr", "", week.days.map(day => dayCell(say, day))))),
    ),
    plain("p", "legend", marks.map(each => plain("span", `mark ${each.mark}`, plain("span", "", each.label)))),
  ]
}

/** @type {(say: Say, day: Day) => HTMLElement} */
const dayCell = (say, { label, state, interview, entries }) => plain("td", state,
  plain("b", "", label),
  entries.map(({ mark, label, sessions }) => sessions.map(({ title }) => plain("span", `mark ${mark}`,
    plain("span", "", plain("span", "sr", `${label}, `), mark === "micro" ? label : title, plain("span", "sr", ". ")),
  ))),
  interview && plain("span", "day", interview),
  state === "away" && plain("span", "day off", say.say("view.away")),
)

/**
 * What changed since the last mock that was logged.
 * @param {Shown} shown
 * @returns {Child[]}
 */
export const changes = ({ say, data }) => data.changes.length
  ? [heading(say.say("label.both.changes")), plain("ul", "lines", data.changes.map(line => plain("li", "", line)))]
  : []

/**
 * What did not fit, and what else there is to know, each with a way to the field of the form that helps.
 * @param {Shown} shown
 * @returns {Child[]}
 */
function toKnow({ say, data, notes: lines }) {
  const none = data.sessions.length ? "" : say.say("view.none-fits")
  if (!lines.length && !none) return []
  return [
    heading(say.say("label.plan.know")),
    plain("ul", "unfit",
      none && plain("li", "", plain("b", "", none)),
      lines.map(({ text, remedy, field }, at) => plain("li", "", text, remedy && [
        " ", element("a", "", { href: `#${field}`, "data-field": field, "data-key": `remedy-${at}` },
          say.say(`view.remedy.${remedy}`)),
      ])),
    ),
  ]
}

/**
 * The hours of each person, with the message to send.
 * @param {Shown} shown
 * @returns {Child[]}
 */
export function people({ say, data, requests }) {
  if (!requests.length) {
    return data.sessions.length ? [heading(say.say("view.asked")), plain("p", "", say.say("plan.ask-nobody"))] : []
  }
  const most = Math.max(...data.people.map(each => each.minutes))
  return [
    heading(say.say("view.asked")),
    plain("ul", "asked", requests.map((each, at) => plain("li", "",
      plain("b", "", each.name, each.role && plain("span", "note", `, ${each.role}`)),
      bar(data.people[at].minutes / most),
      plain("span", "num", each.hours),
      element("details", "", { "data-key": `message-${at}` },
        element("summary", "", { "data-key": `open-${at}` }, say.say("view.message", { name: each.called })),
        plain("div", "",
          plain("div", "message",
            each.opening.map(line => plain("p", "", line)),
            plain("p", "", each.slots.map((slot, n) => [n > 0 && plain("br", ""), slotLine(say, slot)])),
            each.close.map(line => plain("p", "", line)),
          ),
          plain("p", "do",
            element("button", "btn", {
              type: "button", "data-copy": message(say, each), "data-key": `copy-${at}`,
              "aria-label": say.say("view.message-copy", { name: each.called }),
            }, say.say("view.copy")),
            " ", element("span", "", { role: "status" }),
          ),
        ),
      ),
    ))),
  ]
}

/** @type {(share: number) => HTMLElement} */
function bar(share) {
  const made = element("span", "bar", { "aria-hidden": "true" }, plain("i", ""))
  made.style.setProperty("--share", share.toFixed(3))
  return made
}

/**
 * The rounds, weakest first, each with its confidence and the reasons for its place.
 * @param {Shown} shown
 * @returns {Child[]}
 */
export const rounds = ({ say, data }) => !data.ranked.length ? [] : [
  heading(say.say("view.rounds")),
  plain("p", "note", weakest(say, data)),
  plain("ol", "ranked", data.ranked.map(({ title, confidence, why }) => plain("li", "",
    plain("b", "", title),
    plain("span", "num", squares(confidence), " ", say.say("confidence.value", { confidence })),
    plain("span", "note", why),
  ))),
]

/**
 * Five squares, filled up to a confidence.
 * @param {number} confidence
 */
export const squares = confidence => element("span", "of5", { "aria-hidden": "true" },
  [1, 2, 3, 4, 5].map(n => plain("i", n <= confidence ? "on" : "")))

/**
 * The sessions, week by week; the first week is open.
 * @param {Shown} shown
 * @returns {Child[]}
 */
export function sessions({ say, data }) {
  if (!data.sessions.length) return []
  const weeks = weeksOf(say, data)
    .map(week => ({ ...week, sessions: data.sessions.filter(session => session.week === week.n) }))
    .filter(week => week.sessions.length)
  return [
    heading(say.say("page.sessions")),
    data.sessions.some(session => session.drill) && plain("p", "note", say.say("page.drills")),
    weeks.map((week, at) => element("details", "week", { "data-key": `week-${week.n}`, open: at === 0 },
      element("summary", "", { "data-key": `open-week-${week.n}` },
        week.label, " ", plain("span", "note", `${week.dates}. ${week.phases}`)),
      plain("ul", "sess", week.sessions.map(session => sessionRow(say, session))),
    )),
  ]
}

/** @type {(say: Say, session: Session) => HTMLElement} */
const sessionRow = (say, session) => plain("li", session.kind,
  plain("span", "date num", say.date(session.date)),
  plain("div", "",
    plain("p", `mark ${session.kind}`, plain("span", "", plain("b", "", session.title),
      session.kind !== "micro" && [" ", plain("code", "", session.id)])),
    goal(say, session) && plain("p", "goal", goal(say, session)),
    session.no_question && plain("p", "remark", session.no_question),
  ),
  plain("span", "who", session.what, plain("br", ""), time(say, session)),
)

/**
 * What the log shows: the mocks so far, and each criterion with its evidence.
 * @param {Shown} shown
 * @returns {Child[]}
 */
export function progress({ say, data }) {
  if (!data.done.length) return []
  return [
    heading(say.say("label.plan.so-far")),
    plain("ul", "sess", logged(say, data).map(each => plain("li", "",
      plain("span", "date num", each.date),
      plain("div", "", plain("p", "", plain("b", "", each.round)), each.fix && plain("p", "goal", each.fix)),
      plain("span", "who", each.what, plain("br", ""), each.step),
    ))),
    plain("h4", "", say.say("label.both.criteria")),
    plain("ul", "goals", criteria(say, data).map(each => plain("li", "",
      plain("span", `state ${each.state}`, each.label),
      plain("div", "", plain("p", "", plain("b", "", each.text)), plain("p", "note", each.next
        ? say.say("progress.evidence-and-next", { evidence: each.evidence, next: each.next, when: each.when })
        : each.evidence)),
    ))),
  ]
}

/**
 * What needs nobody else.
 * @param {Shown} shown
 * @returns {Child[]}
 */
export const alone = ({ say, alone: lines }) => lines.length
  ? [heading(say.say("label.plan.alone")), plain("ul", "lines", lines.map(line => plain("li", "", line)))]
  : []

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
