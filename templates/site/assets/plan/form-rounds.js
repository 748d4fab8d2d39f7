// The rounds: which are practised and how sure someone is of each, in five squares under one explanation of the numbers.

import { loopOf, rowsOf } from "./candidate.js"
import { part, slot, tick } from "./form-field.js"
import { element, plain } from "./view-dom.js"

/** @typedef {import("./form-field.js").Context} Context */
/** @typedef {import("./form-field.js").Part} Part */
/** @typedef {import("./candidate.js").Row} Row */
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
