// <plan-form>: what someone says about the job, the days and the people. `start({ say, handbook, state })` fills it; every
// edit fires "change" with the state, and a file that is chosen as log fires "log". It says what is open where it is open.
/**
 * @import { Suggestion } from "./advert.js"
 * @import { Open, Row, State } from "./candidate.js"
 * @import { Context, Part } from "./elements.js"
 * @import { Say } from "./say.js"
 * @import { Handbook } from "./types.js"
 */
import {
  emptyInterview, emptyState, loopOf, rowsOf, shownDay, withValue, ADJUSTMENTS, KINDS, WEEKDAYS,
} from "./candidate.js"
import {
  check, choose, dateInput, element, field, fill, fixIn, idOf, needIn, part, pick, plain, slot, textButton, textInput,
  tick,
} from "./elements.js"

// The job: a role, or an advertisement from which role, level and rounds are read.
/**
 * Builds the part. Its `read` says what was read from the advertisement, or why nothing was.
 * @param {Context} context
 * @returns {Part & {read: (sentences: string[]) => void}}
 */
export function job(context) {
  const { say, handbook } = context
  const way = pick("job", say.say("form.job.title"), [
    ["role", say.say("form.job.by-role")], ["advert", say.say("form.job.by-advert")],
  ], value => context.change(value === "advert" ? { job: "advert", read: ["role", "level"] } : { job: "role", read: [] }))
  const text = field(context, "advert", say.say("form.job.advert"), element("textarea", "", { rows: "4", spellcheck: "false" }))
  const note = element("p", "note", { role: "status" })
  const pasted = plain("div", "pasted", text.root, note)

  const roles = element("select", "", {}, element("option", "", { value: "" }, say.say("form.job.choose")),
    Object.entries(handbook.roles).map(([id, { title }]) => element("option", "", { value: id }, title)))
  const role = field({ ...context, set: (_, value) => context.change(ofRole(context, String(value))) }, "role",
    say.say("form.job.role"), roles)
  const levels = pick("level", say.say("form.job.level"), [], value =>
    context.change({ level: value, read: context.state().read.filter(each => each !== "level") }))
  levels.id = "level"
  const level = plain("div", "field", element("span", "label", { "aria-hidden": "true" }, say.say("form.job.level")), levels,
    slot(context, "level", [levels]))
  return {
    root: part(say.say("form.job.title"), "job", way, pasted, role.root, level),
    sync: state => {
      check(way, state.job)
      pasted.hidden = state.job !== "advert"
      fill(text.input, state.advert)
      role.root.hidden = level.hidden = state.job === "advert" && !state.role
      fill(role.input, state.role)
      const known = levelsOf(context, state.role)
      choose(levels, "level", known.map(each => [each, each[0].toUpperCase() + each.slice(1)]))
      check(levels, state.level)
    },
    read: sentences => {
      note.textContent = [say.say("form.job.advert-note"), ...sentences].join(" ")
    },
  }
}

/** Returns the levels of a role, or of all roles. @type {(context: Context, role: string) => string[]} */
const levelsOf = ({ handbook }, role) =>
  Object.hasOwn(handbook.roles, role) ? handbook.roles[role].levels.map(each => each.id) : [...handbook.levels]

/** Returns what changes with a role: a level that it lacks goes, and the only one it has is taken. @type {(context: Context, role: string) => Partial<State>} */
function ofRole(context, role) {
  const { level, read } = context.state()
  const levels = levelsOf(context, role)
  const kept = levels.includes(level) ? level : levels.length === 1 ? levels[0] : ""
  return { role, level: kept, read: read.filter(each => each !== "role") }
}

// The days: the interviews, the first day, the free minutes of a week, and the days away.
/** Some Monday: the names of weekdays are taken from its week. */
const MONDAY = 4

/**
 * The interviews and the first day. With several, each has a label and its rounds.
 * @param {Context} context
 * @returns {Part}
 */
export function dates(context) {
  const { say } = context
  const list = plain("div", "interviews")
  const begin = field(context, "start", say.say("form.dates.start"), dateInput())
  const add = textButton(say.say("form.dates.another"), () => {
    context.change({ interviews: [...context.state().interviews, emptyInterview()] })
    list.lastElementChild?.querySelector("input")?.focus()
  })
  /** @type {{root: HTMLElement, sync: (state: State) => void}[]} */
  let items = []
  return {
    root: part(say.say("form.dates.title"), "", plain("div", "two when", list, begin.root), plain("p", "more", add)),
    sync: state => {
      const count = state.interviews.length
      if (items.length !== count) {
        for (const path of [...context.slots.keys()]) if (path.startsWith("interviews.")) context.slots.delete(path)
        items = state.interviews.map((_, n) => interview(context, n, count, () => add.focus()))
        list.replaceChildren(...items.map(each => each.root))
      }
      items.forEach(each => each.sync(state))
      fill(begin.input, state.start)
    },
  }
}

/** @type {(context: Context, n: number, count: number, removed: () => void) => {root: HTMLElement, sync: (state: State) => void}} */
function interview(context, n, count, removed) {
  const { say, handbook } = context
  const several = count > 1, path = `interviews.${n}`
  const title = several ? say.say("form.dates.nth", { number: n + 1 }) : say.say("form.dates.interview")
  const day = field(context, `${path}.date`, title, dateInput())
  if (!several) return { root: plain("div", "interview", day.root), sync: state => fill(day.input, state.interviews[n].date) }

  const label = field(context, `${path}.label`, say.say("form.dates.label"), textInput({ placeholder: say.say("form.dates.label-note") }))
  const said = plain("summary", "")
  const boxes = Object.entries(handbook.rounds).map(([round, { title: words }]) => {
    const box = tick(words, on => {
      const chosen = context.state().interviews[n].rounds.filter(each => each !== round)
      context.set(`${path}.rounds`, on ? [...chosen, round] : chosen)
    })
    return { round, ...box }
  })
  const remove = textButton(say.say("form.dates.remove"), () => {
    context.change({ interviews: context.state().interviews.filter((_, at) => at !== n) })
    removed()
  }, { "aria-label": `${say.say("form.dates.remove")}: ${title}` })
  return {
    root: element("div", "interview several", { role: "group", "aria-label": title }, plain("div", "two", day.root, label.root),
      plain("details", "", said, plain("div", "ticks", boxes.map(each => each.root))), remove),
    sync: state => {
      const stated = state.interviews[n]
      fill(day.input, stated.date)
      fill(label.input, stated.label)
      const titles = boxes.filter(each => stated.rounds.includes(each.round)).map(each => handbook.rounds[each.round].title)
      said.textContent = titles.length ? say.say("form.dates.some", { rounds: say.listed(titles) }) : say.say("form.dates.whole-loop")
      for (const { round, input } of boxes) input.checked = stated.rounds.includes(round)
    },
  }
}

/**
 * The free minutes of each weekday.
 * @param {Context} context
 * @returns {Part}
 */
export function week(context) {
  const { say, handbook } = context
  const every = Object.values(handbook.rounds).map(each => each.minutes)
  const days = WEEKDAYS.map((day, n) => {
    const name = say.date(shownDay(MONDAY + n), "weekday")
    const minutes = field(context, `days.${day}`, name, textInput({
      inputmode: "numeric", placeholder: "–", "aria-label": say.say("form.days.minutes", { day: name }),
    }))
    return { day, ...minutes }
  })
  const note = every.length ? say.say("form.days.note", { shortest: Math.min(...every), longest: Math.max(...every) }) : ""
  return {
    root: part(say.say("form.days.title"), "days", plain("div", "days", days.map(each => each.root)),
      days.map(each => each.root.querySelector(".why")), slot(context, "days", days.map(each => each.input)), plain("p", "note", note)),
    sync: state => days.forEach(({ day, root, input }) => {
      fill(input, state.days[day])
      root.classList.toggle("given", Boolean(state.days[day].trim()))
    }),
  }
}

/**
 * The days away, each a chip that a press removes.
 * @param {Context} context
 * @returns {Part}
 */
export function away(context) {
  const { say } = context
  const chips = plain("ul", "chips")
  const first = dateInput(), last = dateInput()
  const from = plain("label", "field", plain("span", "label", say.say("form.away.first")), first)
  const to = plain("label", "field", plain("span", "label", say.say("form.away.last")), last)
  const add = element("button", "btn", { type: "button" }, say.say("form.away.add"))
  const take = () => {
    if (!first.value && !last.value) return first.focus()
    const given = { first: first.value || last.value, last: first.value ? last.value : "" }
    context.change({ away: [...context.state().away, given] })
    first.value = last.value = ""
    first.focus()
  }
  add.addEventListener("click", take)
  for (const each of [first, last]) each.addEventListener("keydown", event => { if (event.key === "Enter") take() })
  const more = plain("details", "", plain("summary", "", say.say("form.away.more")), plain("div", "two", from, to), add)
  const group = element("div", "", { id: idOf("away"), role: "group", "aria-label": say.say("form.away.title"), tabindex: "-1" }, chips)

  return {
    root: part(say.say("form.away.title"), "", group, slot(context, "away", [group]), more),
    sync: state => {
      const had = chips.contains(document.activeElement) ? [...chips.querySelectorAll("button")].findIndex(each => each === document.activeElement) : -1
      chips.replaceChildren(...state.away.map((each, n) => {
        const words = each.last && each.last !== each.first
          ? `${say.date(each.first, "day-short")} – ${say.date(each.last, "day-short")}` : say.date(each.first, "day-short")
        const chip = element("button", "chip", { type: "button", "aria-label": say.say("form.away.remove", { days: words }) }, words, plain("i", "x"))
        chip.addEventListener("click", () => context.change({ away: context.state().away.filter((_, at) => at !== n) }))
        return plain("li", "", chip)
      }))
      if (!state.away.length) chips.replaceChildren(plain("li", "note", say.say("form.away.none")))
      if (had < 0) return
      const left = chips.querySelectorAll("button")
      const next = left[Math.min(had, left.length - 1)] ?? more.querySelector("summary")
      next?.focus()
    },
  }
}

// The rounds: which are practised and how sure someone is of each, in five squares under one explanation of the numbers.
/** @typedef {{root: HTMLElement, box: HTMLInputElement, note: HTMLElement, squares: HTMLElement}} Line */

const NUMBERS = ["1", "2", "3", "4", "5"]

/**
 * Builds the part. `words` are those of the advertisement, by round.
 * @param {Context} context
 * @returns {Part & {found: (words: Map<string, readonly string[]>) => void}}
 */
export function rounds(context) {
  const { say, handbook } = context
  /** @type {Map<string, Line>} */
  const lines = new Map()
  /** @type {Map<string, readonly string[]>} */
  let words = new Map()
  const list = plain("ul", "sure"), rest = plain("ul", "sure"), lists = [list, rest]
  const others = plain("details", "others", plain("summary", "", say.say("form.rounds.more")), rest)
  const scale = element("dl", "scale", { id: "confidence" }, NUMBERS.map(each => plain("div", "",
    plain("dt", "", each), plain("dd", "", say.say(`confidence.${each}`)))))

  /** @type {(round: string) => Line} */
  const line = round => {
    const { title } = handbook.rounds[round]
    const note = plain("small", "")
    const { root, input: box } = tick([title, note], on => turn(context, round, on))
    const squares = element("div", "five", { role: "radiogroup", "aria-label": say.say("form.rounds.sure", { round: title }) },
      NUMBERS.map(each => plain("label", "",
        element("input", "", { type: "radio", name: `plan-sure-${round}`, value: each }), plain("span", "", each))))
    /** @type {(value: string) => void} */
    const rate = value => context.set("confidence", { ...context.state().confidence, [round]: value })
    squares.addEventListener("click", event => { // the chosen one again clears it
      if (!(event.target instanceof HTMLInputElement)) return
      rate(context.state().confidence[round] === event.target.value ? "" : event.target.value)
    })
    squares.addEventListener("keydown", event => {
      const again = event.key === " " && event.target instanceof HTMLInputElement && event.target.checked
      if (again) event.preventDefault()
      if (again || event.key === "Delete" || event.key === "Backspace") rate("")
    })
    const made = { root: plain("li", "", root, squares), box, note, squares }
    lines.set(round, made)
    return made
  }

  /** @type {(round: string, row: Row | undefined, text: string) => HTMLElement} */
  const settled = (round, row, text) => {
    const { root, box, note, squares } = lines.get(round) ?? line(round)
    const on = Boolean(row?.on), value = context.state().confidence[round] ?? ""
    box.checked = on
    root.classList.toggle("off", !on)
    squares.hidden = !on
    note.textContent = text
    for (const each of squares.querySelectorAll("input")) each.checked = each.value === value
    return root
  }

  /** @type {(round: string) => string} */
  const minutesOf = round => say.say("form.rounds.minutes", { minutes: handbook.rounds[round].minutes })
  const summary = others.querySelector("summary")

  return {
    root: part(say.say("form.rounds.title"), "rounds", scale, plain("p", "note", say.say("form.rounds.note")), list,
      slot(context, "rounds", [list]), others),
    found: found => { words = found },
    sync: state => {
      const rows = rowsOf(handbook, state), focused = document.activeElement
      const loop = new Set(loopOf(handbook, state).map(each => each.round))
      const left = Object.keys(handbook.rounds).filter(round => !rows.some(each => each.round === round))
      order(list, rows.map(row => settled(row.round, row, noteOf(row, state.confidence[row.round] ?? "", loop))))
      order(rest, left.map(round => settled(round, undefined, minutesOf(round))))
      list.hidden = !rows.length
      others.hidden = !left.length
      if (!(focused instanceof HTMLElement) || !lists.some(each => each.contains(focused))) return
      if (rest.contains(focused) && !others.open) summary?.focus() // it moved there
      else if (focused !== document.activeElement) focused.focus()
    },
  }

  /** @type {(row: Row, value: string, loop: Set<string>) => string} */
  function noteOf({ round, times, on, from }, value, loop) {
    if (!on) return say.say("form.rounds.off")
    const found = context.state().job === "advert" ? words.get(round) ?? [] : []
    const quoted = say.listed(found.map(word => say.say("form.read.words", { word })))
    return [
      minutesOf(round),
      times > 1 && say.say("form.rounds.times", { times }),
      quoted ? say.say("form.rounds.for", { words: quoted }) : context.state().job === "advert" && loop.has(round)
        && say.say("form.rounds.of-role"),
      from === "interview" && say.say("form.rounds.named"),
      !value && say.say("form.rounds.counts"),
    ].filter(Boolean).join(", ")
  }
}

/** Puts items into a list in an order. @type {(list: HTMLElement, items: HTMLElement[]) => void} */
function order(list, items) {
  if (list.children.length === items.length && items.every((each, n) => list.children[n] === each)) return
  list.replaceChildren(...items)
}

/** Practises a round, or leaves it out everywhere. @type {(context: Context, round: string, on: boolean) => void} */
function turn(context, round, on) {
  const state = context.state(), { job, suggested } = state
  const given = loopOf(context.handbook, state).some(each => each.round === round)
    || (job === "advert" && suggested.includes(round))
  const without = (/** @type {string[]} */ list) => list.filter(each => each !== round)
  const removed = without(state.removed), added = without(state.added)
  context.change(on ? { removed, added: given ? added : [...added, round] } : {
    removed: given ? [...removed, round] : removed, added,
    interviews: state.interviews.map(each => ({ ...each, rounds: without(each.rounds) })),
  })
}

// Who runs the mocks, what is arranged, the name on the plan and its paper; and the log, which is opened from a file.
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
