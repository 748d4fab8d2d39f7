// The plan page: loads the data, takes a plan from the link or from this device, plans anew with every change, and hands
// over the files. Nothing is sent anywhere. The day is that of this device, read once per planning, here and nowhere else.

import {
  START, candidateId, candidateOf, emptyState, forget, hasKept, isMissing, keep, toFragment,
} from "./candidate.js"
import { idOf, inLine, unknownIn } from "./elements.js"
import { loadHandbook, loadMoreWords, loadWords, withQuestions } from "./handbook.js"
import { PlanRefused, makePlan, roundsNeeded } from "./planner.js"
import { makeSay } from "./say.js"
import { spoken } from "./sentences.js"
import { PlanForm } from "./form.js"
import { PlanView } from "./view.js"

/** @typedef {import("./candidate.js").State} State */
/** @typedef {import("./candidate.js").Open} Open */
/** @typedef {import("./types.js").Handbook} Handbook */
/** @typedef {import("./types.js").Candidate} Candidate */
/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./types.js").LogEntry} LogEntry */
/** @typedef {import("./types.js").Words} Words */
/** @typedef {import("./say.js").Say} Say */
/** @typedef {import("./log.js").Opened} Opened */
/** @typedef {import("./candidate.js").KeptLog} KeptLog */
/** @typedef {{name: string, entries: LogEntry[]}} OpenLog */

const BASE = new URL("../../plan/", import.meta.url).href

/** The parts of today's date on this device, joined. */
function today() {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, "0")).join("-")
}

/** This browser's storage, or null where it is blocked. */
function storage() {
  try {
    return localStorage
  } catch {
    return null
  }
}

/** The page, once its data is there. */
class PlanPage {
  #queued = false
  #turn = 0
  /** Whether something was typed that is nowhere else. */
  #unsaved = false
  #kept = false
  /** @type {OpenLog | null} */
  #log = null
  /** @type {{candidate: Candidate, plan: Plan} | null} */
  #made = null
  /** Says what a log changed, once there was one. @type {typeof import("./changes.js").describeChanges | undefined} */
  #describe
  /** Reads advertisements, once there was one. @type {Promise<(state: State) => void> | null} */
  #reader = null

  /**
   * @param {PlanForm} form
   * @param {PlanView} view
   * @param {HTMLElement} notice
   * @param {Words} words
   * @param {Handbook} handbook
   */
  constructor(form, view, notice, words, handbook) {
    this.form = form
    this.view = view
    this.notice = notice
    this.words = words
    this.say = makeSay(words)
    this.handbook = handbook
  }

  /** Shows the form with what is known, and listens. */
  async begin() {
    const { form, view, say, handbook } = this
    const linked = await this.#linked()
    const found = linked || !hasKept(storage()) ? null : (await import("./reading.js")).kept(storage())
    const state = linked ?? (found && !unknownIn(handbook, found.state) ? found.state : { ...emptyState(), start: today() })
    view.start({ say, handbook })
    form.start({ say, handbook, state })
    this.#kept = Boolean(found)
    if (found?.log) await this.#takeKept(found.log)
    if (found) view.kept(true, say.say("view.keep-note"))
    if (linked) this.#tell(say.say("form.page.imported"))

    form.addEventListener("change", () => this.#changed())
    form.addEventListener("log", event => this.#chosen(/** @type {CustomEvent<File | null>} */ (event).detail))
    view.addEventListener("download", event => this.#download(/** @type {CustomEvent<string>} */ (event).detail))
    view.addEventListener("print", () => print())
    view.addEventListener("keep", event => this.#keep(/** @type {CustomEvent<boolean>} */ (event).detail))
    addEventListener("hashchange", () => this.#moved())
    addEventListener("beforeunload", event => {
      if (this.#unsaved && !this.#kept && this.#made) event.preventDefault()
    })
    this.#read()
    this.#queue()
  }

  /** Returns the state in the address, or null; what can't be taken is said. @returns {Promise<State | null>} */
  async #linked() {
    if (!location.hash.startsWith(START)) return null
    const { BadFragment, fromFragment } = await import("./reading.js")
    try {
      const state = await fromFragment(location.hash)
      const name = state && unknownIn(this.handbook, state)
      if (!name) return state
      this.#tell(this.say.say("form.page.unknown", { name }))
    } catch (error) {
      if (!(error instanceof BadFragment)) throw error
      this.#tell(this.say.say(`form.page.${error.code}`))
    }
    return null
  }

  /** The address has another fragment: its plan is taken, unless that would lose what was typed here. */
  async #moved() {
    this.#tell("")
    const state = await this.#linked()
    if (!state) return
    const take = () => {
      this.#kept = false
      this.view.kept(false, this.say.say("view.keep-note"))
      this.form.take(state)
      this.#unsaved = false
      this.#tell(this.say.say("form.page.imported"))
    }
    if (!this.#unsaved && !this.#kept) return take()
    this.#tell(this.say.say("form.page.other"), [
      [this.say.say("form.page.take"), take], [this.say.say("form.page.stay"), () => this.#tell("")],
    ])
  }

  /** Says something above the form, with what can be pressed. @param {string} text @param {[string, () => void][]} [choices] */
  #tell(text, choices = []) {
    this.notice.hidden = !text
    this.notice.replaceChildren(text, ...choices.flatMap(([words, press]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "text", textContent: words })
      button.addEventListener("click", press)
      return [" ", button]
    }))
  }

  #changed() {
    this.#unsaved = true
    if (this.#kept) this.#keep(true)
    this.#read()
    this.#queue()
  }

  /** Plans with the next frame: several changes at once are one. */
  #queue() {
    if (this.#queued) return
    this.#queued = true
    requestAnimationFrame(() => {
      this.#queued = false
      this.#plan().catch(error => {
        console.error(error)
        this.view.refused([this.say.say("form.page.error")])
      })
    })
  }

  async #plan() {
    const { form, view, say } = this, turn = ++this.#turn, state = form.state, day = today()
    const { candidate, open } = candidateOf(this.handbook, state, day, say.say("form.nameless"))
    if (!candidate) return this.#open(open)
    candidate.id = candidateId(state.name)
    if (this.#log) candidate.log = this.#log.name
    const log = this.#log?.entries ?? []
    const handbook = await withQuestions(this.handbook, BASE, roundsNeeded(this.handbook, candidate, day, log))
    const link = location.href.split("#")[0] + await toFragment(state)
    if (turn !== this.#turn) return // something changed meanwhile
    this.handbook = handbook
    try {
      const plan = makePlan(handbook, candidate, day, log)
      this.#made = { candidate, plan }
      form.showOpen([])
      view.show({ plan, data: spoken(say, handbook, plan, this.#describe), link, away: candidate.away ?? [] })
    } catch (error) {
      if (!(error instanceof PlanRefused)) throw error
      const { refusedAt } = await this.#later(import("./refusals.js"))
      if (turn !== this.#turn) return
      const at = refusedAt(say, state, error.reasons)
      form.showOpen(at)
      view.refused(at.map(each => inLine(say, each)))
    }
  }

  /** Says what is open; what was never said is no mistake as long as there was no plan. @param {Open[]} open */
  #open(open) {
    const { form, view, say } = this
    form.showOpen(this.#made ? open : open.filter(each => !isMissing(each)))
    const lines = open.map(each => ({ field: idOf(each.field), message: inLine(say, each) }))
    if (this.#made) view.stale(lines)
    else view.empty(lines)
  }

  /**
   * Loads a module that most readers never need, with the sentences that only such modules say.
   * @template Module
   * @param {Promise<Module>} module
   * @returns {Promise<Module>}
   */
  async #later(module) {
    const [loaded, words] = await Promise.all([module, loadMoreWords(BASE)])
    Object.assign(this.words.texts, words)
    return loaded
  }

  /** Loads what reads a log and says what it changed. */
  async #logs() {
    const [log, { describeChanges }] = await this.#later(Promise.all([import("./log.js"), import("./changes.js")]))
    this.#describe = describeChanges
    return log
  }

  /** Reads the advertisement. What does that is loaded with the first one. */
  async #read() {
    const { job, advert } = this.form.state
    if (job === "advert" && advert.trim()) {
      this.#reader ??= import("./page-advert.js").then(({ reader }) => reader(BASE, this.handbook, this.say, this.form))
    }
    try {
      (await this.#reader)?.(this.form.state)
    } catch (error) {
      console.error(error)
      this.#reader = null
      this.form.showSuggestion(null, this.say.say("form.read.failed"))
    }
  }

  /** @param {string} kind */
  async #download(kind) {
    if (!this.#made) return
    const { candidate, plan } = this.#made
    const { fileOf, save } = await this.#later(import("./files.js"))
    save(fileOf(this.say, this.handbook, candidate, plan, kind))
    if (kind === "candidate.yml") this.#unsaved = false
  }

  /** @param {boolean} on */
  #keep(on) {
    const { form, view, say } = this
    const time = new Date().toTimeString().slice(0, 5)
    const done = on ? keep(storage(), form.state, this.#log) : forget(storage())
    this.#kept = on && done
    if (!done) view.kept(false, say.say("form.page.not-kept"), true)
    else view.kept(on, on ? say.say("form.page.kept", { time }) : say.say("form.page.forgotten"))
    if (on && done) this.#tell("")
  }

  /** @param {File | null} file */
  async #chosen(file) {
    if (file) {
      const { openLog } = await this.#logs()
      this.#take(await openLog(this.say, this.handbook, BASE, file, today()))
    } else {
      this.#log = null
      this.form.showLog("", [], false)
    }
    if (this.#kept) this.#keep(true)
    this.#queue()
  }

  /** Takes the log that was kept on this device. @param {KeptLog} log */
  async #takeKept(log) {
    const { keptLog } = await this.#logs()
    this.#take(await keptLog(this.say, this.handbook, BASE, log, today()))
  }

  /** Takes a log into account, unless it has problems: then the one before stays. @param {Opened} opened */
  #take({ name, entries, problems, sentence, handbook }) {
    this.handbook = handbook
    if (!problems.length) this.#log = { name, entries }
    this.form.showLog(sentence, problems, Boolean(this.#log))
  }
}

/** Starts the page, or says that its data can't be loaded. */
async function begin() {
  const page = document.querySelector(".rh.own")
  const [form, view, notice] = ["plan-form", "plan-view", ".notice"].map(each => page?.querySelector(each))
  if (!(form instanceof PlanForm) || !(view instanceof PlanView) || !(notice instanceof HTMLElement)) return
  try {
    const [handbook, words] = await Promise.all([loadHandbook(BASE), loadWords(BASE)])
    await new PlanPage(form, view, notice, words, handbook).begin()
  } catch (error) {
    console.error(error)
    page?.querySelector(".failed")?.removeAttribute("hidden")
  }
}

begin()
