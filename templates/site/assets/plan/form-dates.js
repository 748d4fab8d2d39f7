// The days: the interviews, the first day, the free minutes of a week, and the days away.

import { WEEKDAYS, emptyInterview } from "./state.js"
import { dateInput, field, fill, idOf, part, slot, textButton, textInput, tick } from "./form-field.js"
import { shownDay } from "./typed.js"
import { element, plain } from "./view-dom.js"

/** @typedef {import("./form-field.js").Context} Context */
/** @typedef {import("./form-field.js").Part} Part */
/** @typedef {import("./state.js").State} State */

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
