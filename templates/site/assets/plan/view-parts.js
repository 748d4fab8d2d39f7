// The parts of the plan on screen. Each returns the children of its part, or nothing where the plan has nothing to say.

import { weekdays, weeksOf, legend } from "./calendar.js"
import { element, head, plain } from "./view-dom.js"
import { criteria, goal, logged, message, slotLine, time, weakest } from "./view-facts.js"
/** @import { Request } from "./asking.js" */
/** @import { Day, Session } from "./calendar.js" */
/** @import { Say } from "./say.js" */
/** @import { Spoken } from "./sentences.js" */
/** @import { Child } from "./view-dom.js" */

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
export function toKnow({ say, data, notes: lines }) {
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
