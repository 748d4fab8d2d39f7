// The plan on paper: what templates/paper/plan.typ prints, as a document of its own that only a printer shows.

import { mocks } from "./sentences.js"
import { between, legend, weekdays, weeksOf } from "./view-facts.js"
import { element, head, plain } from "./elements.js"
import {
  confidenceLines, cover, criteria, footer, goal, lastDays, logRows, logged, time, weakest,
} from "./view-facts.js"
import { squares } from "./view.js"
/** @import { Day, Week } from "./view-facts.js" */
/** @import { Say } from "./say.js" */
/** @import { Spoken } from "./sentences.js" */
/** @import { Child } from "./elements.js" */
/** @import { Shown } from "./view.js" */


/**
 * The plan as a document to print, in the paper and print of the candidate. With `stale`, it says that the form was open.
 * @param {Shown} shown
 * @param {{stale: boolean}} how
 * @returns {HTMLElement}
 */
export function paper(shown, { stale }) {
  const { say, data } = shown
  const format = data.candidate.paper === "letter" ? "letter" : "a4"
  const weeks = weeksOf(say, data, shown.away)
  return element("article", `plan-paper ${format}${isLarge(data) ? " large" : ""}`, { lang: "en" },
    top(shown, stale),
    standing(say, data),
    said(say.say("label.both.changes"), data.changes),
    said(say.say("label.both.stuck"), [...data.stuck, ...data.fixes]),
    phases(say, data),
    said(say.say("label.plan.know"), data.to_know),
    data.weeks.length > 0 && calendar(say, data, weeks),
    sessions(say, data, weeks),
    requests(shown),
    said(say.say("label.plan.alone"), shown.alone),
    data.sessions.length + data.done.length > 0 && log(say, data),
    data.criteria.length > 0 && goals(say, data),
    end(say, data),
  )
}

/** Whether the candidate reads large print. @type {(data: Spoken) => boolean} */
const isLarge = data => data.candidate.adjustments.includes("large-print")

/**
 * The style that puts the candidate's name, the day and the fingerprint at the foot of each page.
 * @param {Say} say
 * @param {Spoken} data
 */
export function footerStyle(say, data) {
  // in a string of CSS every character may be its code; letters and digits need not
  const text = footer(say, data).replace(/[^\p{L}\p{N} ,.·]/gu, letter => `\\${letter.codePointAt(0)?.toString(16)} `)
  return `@page { @bottom-left { content: "${text}"; font: ${isLarge(data) ? 14 : 8.5}pt "Rehearsal Sans", sans-serif } }`
}

/** @type {(shown: Shown, stale: boolean) => Child} */
function top({ say, data, requests }, stale) {
  const days = say.counted("day", between(data.first, data.interview))
  const [first] = mocks(data)
  return plain("header", "",
    plain("p", "small", say.say("plan.template", { days, template: data.template_title })),
    plain("h1", "", data.role_title),
    plain("p", "name", data.candidate.name),
    stale && plain("p", "stale", plain("b", "", say.say("view.stale.paper"))),
    plain("dl", "", cover(say, data, requests).map(([label, lines]) => plain("div", "",
      plain("dt", "", label), plain("dd", "", lines.map(line => plain("div", "", line))),
    ))),
    first && plain("div", "how",
      plain("p", "", say.say("view.paper-how", { code: first.id })),
      plain("p", "", say.say("plan.tick")),
      plain("p", "", say.say("plan.skip")),
    ),
    plain("p", "small", footer(say, data)),
  )
}

/** @type {(name: string, lines: readonly string[]) => Child} */
const said = (name, lines) =>
  lines.length > 0 && plain("section", "", plain("h2", "", name), lines.map(line => plain("p", "", line)))

/** @type {(say: Say, data: Spoken) => Child} */
const standing = (say, data) => data.ranked.length > 0 && plain("section", "",
  plain("h2", "", say.say("label.plan.standing")),
  plain("p", "", say.say("label.plan.ratings"), " ", plain("b", "", weakest(say, data))),
  plain("table", "standing",
    head([
      say.say("label.plan.number"), say.say("label.plan.reason"), say.say("label.plan.minutes"),
      say.say("label.plan.confidence"),
    ]),
    plain("tbody", "", data.ranked.map(({ round, title, confidence, why }, at) => plain("tr", "",
      plain("td", "", String(at + 1)),
      plain("td", "", plain("b", "", title), plain("div", "small", why)),
      plain("td", "", say.minutes(data.rounds[round].minutes)),
      plain("td", "", squares(confidence), " ", say.say("confidence.value", { confidence }),
        at < 2 && data.ranked.length > 2 && plain("div", "", plain("b", "", say.say("plan.first")))),
    ))),
  ),
  plain("p", "small", say.say("label.plan.confidence-means"), " ", confidenceLines(say).join(" ")),
)

/** @type {(say: Say, data: Spoken) => Child} */
const phases = (say, data) => data.phases.length > 0 && plain("section", "",
  plain("h2", "", say.say("label.plan.glance")),
  plain("table", "phases",
    head([
      say.say("label.plan.phase"), say.say("label.plan.dates"), say.say("label.plan.length"), say.say("label.plan.idea"),
    ]),
    plain("tbody", "", data.phases.map(({ title, first, last, kind }) => plain("tr", "",
      plain("td", "", plain("b", "", title)),
      plain("td", "", say.span(first, last)),
      plain("td", "", say.counted("day", between(first, last) + 1)),
      plain("td", "", say.say(`phase.${kind}`)),
    ))),
  ),
)

/**
 * The weeks with the key of their marks, which comes first where the weeks fill a page.
 * @type {(say: Say, data: Spoken, weeks: Week[]) => Child}
 */
function calendar(say, data, weeks) {
  const long = weeks.length > 6
  const key = plain("ul", "legend", legend(say, data.sessions).map(({ mark, label, meaning }) =>
    plain("li", "", plain("span", `mark ${mark}`, plain("span", "", label)), plain("span", "small", meaning))))
  return plain("section", long ? "long" : "whole",
    plain("h2", "", say.say("label.plan.calendar")),
    long && key,
    plain("table", "weeks",
      head(weekdays(say)),
      plain("tbody", "", weeks.map(week => plain("tr", "", week.days.map(day => dayCell(say, day))))),
    ),
    !long && key,
  )
}

/** @type {(say: Say, day: Day) => HTMLElement} */
const dayCell = (say, { label, state, interview, entries }) => plain("td", state,
  plain("div", "day", label),
  interview && plain("div", "", plain("b", "", interview)),
  state === "away" && plain("div", "small", say.say("view.away")),
  entries.map(entry => plain("div", "entry",
    plain("div", `mark ${entry.mark}`, plain("span", "", entry.label)), plain("div", "small", entry.rounds))),
)

/** @type {(say: Say, data: Spoken, weeks: Week[]) => Child} */
function sessions(say, data, weeks) {
  const parts = weeks
    .map(week => ({ ...week, sessions: data.sessions.filter(session => session.week === week.n) }))
    .filter(week => week.sessions.length)
  if (!parts.length && !data.done.length) return false
  return plain("section", "",
    plain("h2", "", say.say("label.plan.sessions")),
    data.sessions.some(session => session.drill) && plain("p", "", say.say("plan.drills")),
    plain("table", "sessions",
      head(["done", "day", "code", "what", "time"].map(name => say.say(`label.plan.${name}`))),
      data.done.length > 0 && plain("tbody", "",
        weekRow(say.say("label.plan.so-far"), say.say("label.plan.so-far-note")),
        logged(say, data).map(each => plain("tr", "",
          plain("td", "", box(true)), plain("td", "", each.date), plain("td", "", each.session),
          plain("td", "", plain("b", "", each.what), `, ${each.round}`), plain("td", "", each.step),
        )),
      ),
      parts.map(week => plain("tbody", "",
        weekRow(week.label, `${week.dates} · ${week.phases}`),
        week.sessions.map(session => plain("tr", "",
          plain("td", "", box(false)), plain("td", "", say.date(session.date)), plain("td", "", session.id),
          plain("td", "",
            plain("span", `mark ${session.kind}`, plain("span", "", plain("b", "", session.what), `, ${session.title}`)),
            goal(say, session) && plain("div", "goal", goal(say, session)),
            session.no_question && plain("div", "small", session.no_question),
          ),
          plain("td", "", time(say, session)),
        )),
      )),
    ),
  )
}

/** @type {(label: string, note: string) => HTMLElement} */
const weekRow = (label, note) => plain("tr", "week",
  element("th", "", { colspan: "5", scope: "colgroup" }, label, " ", plain("span", "small", note)))

/** @type {(ticked: boolean) => HTMLElement} */
const box = ticked => plain("span", ticked ? "box ticked" : "box")

/** @type {(shown: Shown) => Child} */
const requests = ({ say, data, requests: asked }) => data.sessions.length > 0 && plain("section", "",
  plain("h2", "", say.say("label.plan.ask")),
  plain("p", "", say.say(asked.length ? "plan.ask" : "plan.ask-nobody")),
  // a short message stays whole; a long one may need the next page
  asked.map(each => plain("div", each.slots.length > (isLarge(data) ? 8 : 20) ? "request" : "request whole",
    plain("h3", "", each.name, each.role && plain("span", "", `, ${each.role}`)),
    plain("p", "hours", each.hours),
    plain("div", "message",
      each.opening.map(line => plain("p", "", line)),
      plain("table", "slots", plain("tbody", "", each.slots.map(slot => plain("tr", "",
        plain("td", "", box(false)), plain("td", "", slot.date), plain("td", "", slot.what),
        plain("td", "", slot.minutes), plain("td", "", slot.id),
      )))),
      each.close.map(line => plain("p", "", line)),
    ),
  )),
)

/** @type {(say: Say, data: Spoken) => Child} */
const log = (say, data) => plain("section", "",
  plain("h2", "", say.say("label.plan.log")),
  plain("p", "", say.say("label.plan.log-note")),
  plain("table", "log",
    head([
      say.say("label.plan.date"), say.say("label.both.session"), say.say("label.both.before"),
      say.say("label.both.after"), say.say("label.both.fix"),
    ]),
    plain("tbody", "", logRows(say, data).map((cells, at) =>
      plain("tr", at < data.done.length ? "" : "blank", cells.map(cell => plain("td", "", cell))))),
  ),
)

/** @type {(say: Say, data: Spoken) => Child} */
const goals = (say, data) => plain("section", "",
  plain("h2", "", say.say("label.both.criteria")),
  plain("table", "goals",
    head([say.say("label.both.state"), say.say("label.both.goal"), say.say("label.both.tested")]),
    plain("tbody", "", criteria(say, data).map(each => plain("tr", "",
      plain("td", "", plain("span", `state ${each.state}`, each.label)),
      plain("td", "", plain("b", "", each.text), plain("div", "small", each.evidence)),
      plain("td", "", each.next, each.when && plain("div", "", each.when)),
    ))),
  ),
)

/** @type {(say: Say, data: Spoken) => Child} */
const end = (say, data) => plain("section", "",
  plain("h2", "", say.say("label.plan.last-days")),
  lastDays(say, data).map(day => plain("p", "", plain("b", "", day.date), " ", day.what)),
  plain("div", "checklists",
    Object.values(data.rounds).map(({ title, checklist }) => checklist.length > 0 && ticks(title, checklist)),
    data.candidate.stories.length > 0 && ticks(say.say("label.plan.stories"), data.candidate.stories),
  ),
)

/** @type {(title: string, items: readonly string[]) => HTMLElement} */
const ticks = (title, items) => plain("div", "ticks",
  plain("h3", "", title), plain("ul", "", items.map(item => plain("li", "", box(false), plain("span", "", item)))))
