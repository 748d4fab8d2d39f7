// The calendar and the totals of the plan on screen: what they make of a plan in words.
import assert from "node:assert/strict"
import { test } from "node:test"

import { after, between, legend, weekdays, weeksOf } from "../../templates/site/assets/plan/view-facts.js"
import { makeSay } from "../../templates/site/assets/plan/say.js"
import { aloud, lastDays, logRows, message, totals, withRemedies } from "../../templates/site/assets/plan/view-facts.js"

/** @import { Spoken } from "../../templates/site/assets/plan/sentences.js" */

const say = makeSay({
  locale: "en-GB",
  days: {
    wide: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    abbreviated: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  },
  months: {
    wide: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ],
    abbreviated: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  },
  list: { 2: "{0} and {1}", start: "{0}, {1}", middle: "{0}, {1}", end: "{0} and {1}" },
  texts: {
    "format.short": "EEE d MMM", "format.full": "EEEE d MMMM y", "format.day": "d MMMM", "format.day-short": "d MMM",
    "format.weekday": "EEE", "span.in-a-month": "{first}–{last}", "span.across-months": "{first} – {last}",
    "session.week": "Week {week}", "session.rounds": "{round} ×{count}", "kind.micro.short": "Micro",
    "kind.micro.name": "Micro-practice", "kind.micro.meaning": "alone", "kind.drill.name": "Drill",
    "kind.drill.meaning": "one goal", "phase.then": "{first}, then {next}",
    "count.day": { one: "{count} day", other: "{count} days" }, "count.mock": { one: "{count} mock", other: "{count} mocks" },
    "count.micro": { one: "{count} micro-practice", other: "{count} micro-practices" },
    "count.minute": { one: "{count} minute", other: "{count} minutes" },
    "hours.half": "half an hour", "hours.whole": { one: "{count} hour", other: "{count} hours" },
    "hours.and-a-half": "{hours}.5 hours",
    "view.weeks": { one: "{count} week", other: "{count} weeks" },
    "view.full-mocks": { one: "{count} full mock", other: "{count} full mocks" },
    "view.aloud": "Plan of {length}, {mocks}.", "page.slot": "{date}, {what}, {minutes} ({id})",
    "plan.nothing": "Nothing.", "plan.last-day": "{sessions}. Nothing new.",
    "plan.last-session": "{what}, {round}, {length} ({session})", "plan.last-micro": "{what}, {round}, {length}",
    "confidence.step-of-5": "{before} → {after} of 5",
  },
})

/** @type {(date: string, more?: object) => object} */
const session = (date, more = {}) => ({
  id: "coding-1", date, week: 1, kind: "drill", drill: "check", loop: 0, round: "coding", form: "full", minutes: 60,
  partner: "peer", with: "Sam", title: "Coding", label: "Drill", what: "Drill (check)", who: "Sam", goal_text: "",
  exercise_title: "", no_question: "", ...more,
})

/** @type {(more?: object) => Spoken} */
const plan = (more = {}) => /** @type {Spoken} */ (/** @type {unknown} */ ({
  first: "2026-12-23", today: "2026-12-23", interview: "2027-01-05",
  interviews: [{ date: "2027-01-05", label: "", name: "Interview" }],
  weeks: [
    { n: 1, first: "2026-12-23", last: "2026-12-27" }, { n: 2, first: "2026-12-28", last: "2027-01-03" },
    { n: 3, first: "2027-01-04", last: "2027-01-05" },
  ],
  phases: [
    { kind: "baseline", title: "Measure", first: "2026-12-23", last: "2026-12-28" },
    { kind: "drills", title: "Drills", first: "2026-12-29", last: "2027-01-04" },
  ],
  rounds: { coding: { title: "Coding" } }, logged: {}, done: [],
  sessions: [session("2026-12-26"), session("2026-12-26"), session("2027-01-01", { kind: "micro", minutes: 15 })],
  full_mocks: { wanted: 1, done: 0, planned: 1, said: "" },
  ...more,
}))

/** @type {(found: ReturnType<typeof weeksOf>, iso: string) => ReturnType<typeof weeksOf>[number]["days"][number]} */
const day = (found, iso) => {
  const wanted = found.flatMap(week => week.days).find(each => each.iso === iso)
  assert.ok(wanted)
  return wanted
}

test("days are counted over leap days, years and clock changes", () => {
  assert.equal(after("2028-02-28", 2), "2028-03-01")
  assert.equal(after("2027-03-01", -1), "2027-02-28")
  assert.equal(after("2026-12-31", 1), "2027-01-01")
  assert.equal(between("2027-03-27", "2027-03-29"), 2)
  assert.equal(between("2026-10-24", "2026-10-26"), 2)
})

test("weekdays begin with Monday", () => {
  assert.deepEqual(weekdays(say), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
})

test("each week has seven days from Monday, those outside the plan are told apart", () => {
  const weeks = weeksOf(say, plan())
  assert.deepEqual(weeks.map(week => week.days.map(each => each.iso.slice(8)).join(" ")), [
    "21 22 23 24 25 26 27", "28 29 30 31 01 02 03", "04 05 06 07 08 09 10",
  ])
  assert.deepEqual(weeks.map(week => week.days.map(each => each.state).join(" ")), [
    "out out free free free busy free", "free free free free busy free free",
    "free interview out out out out out",
  ])
})

test("the first day, the first of a month and the interview name their month", () => {
  const weeks = weeksOf(say, plan())
  const named = weeks.flatMap(week => week.days).filter(each => /[A-Z]/.test(each.label))
  assert.deepEqual(named.map(each => each.label), ["21 Dec", "23 Dec", "1 Jan", "5 Jan"])
})

test("a week says its dates and its phases", () => {
  const [first, second] = weeksOf(say, plan())
  assert.deepEqual([first.label, first.dates, first.phases], ["Week 1", "23–27 December", "Measure"])
  assert.deepEqual([second.dates, second.phases], ["28 December – 3 January", "Measure, then drills"])
})

test("sessions of one kind on a day share an entry, and a round that occurs twice is counted", () => {
  const [entry, ...rest] = day(weeksOf(say, plan()), "2026-12-26").entries
  assert.deepEqual([entry.mark, entry.label, entry.rounds, entry.sessions.length, rest.length], ["drill", "Drill", "Coding ×2", 2, 0])
  assert.equal(day(weeksOf(say, plan()), "2027-01-01").entries[0].label, "Micro")
})

test("weeks that are over aren’t shown, nor are the days before today", () => {
  const weeks = weeksOf(say, plan({ today: "2026-12-29" }))
  assert.deepEqual(weeks.map(week => week.n), [2, 3])
  assert.deepEqual([day(weeks, "2026-12-28").state, day(weeks, "2026-12-29").label], ["out", "29 Dec"])
})

test("a day away is shown as such, unless something is on it", () => {
  const weeks = weeksOf(say, plan(), ["2026-12-24", "2026-12-26"])
  assert.deepEqual(["2026-12-24", "2026-12-26"].map(iso => day(weeks, iso).state), ["away", "busy"])
})

test("the legend has the marks that occur, in their order", () => {
  assert.deepEqual(legend(say, plan().sessions).map(each => each.mark), ["drill", "micro"])
  assert.deepEqual(legend(say, []), [])
})

test("totals count days up to two weeks, then weeks, and leave out what isn’t there", () => {
  assert.equal(totals(say, plan()), "13 days, 2 mocks, 1 micro-practice, 1 full mock, 2.5 hours")
  assert.equal(totals(say, plan({ interview: "2027-01-20" })), "4 weeks, 2 mocks, 1 micro-practice, 1 full mock, 2.5 hours")
  assert.equal(totals(say, plan({ sessions: [], full_mocks: { planned: 0 } })), "13 days, 0 mocks")
  assert.equal(aloud(say, plan({ interview: "2027-01-06" })), "Plan of 2 weeks, 2 mocks.")
})

test("the log has a row for each mock done and ahead, and five to spare", () => {
  const done = [{ date: "2026-12-22", round: "coding", kind: "drill", before: 2, after: 3, fix: "Slow down.", session: "coding-1" }]
  const rows = logRows(say, plan({ done }))
  assert.equal(rows.length, 1 + 2 + 5)
  assert.deepEqual(rows[0], ["Tue 22 Dec", "coding-1", "2", "3", "Slow down."])
  assert.deepEqual(rows[1], ["", "coding-1", "", "", ""])
  assert.deepEqual(rows[7], ["", "", "", "", ""])
})

test("the last two days say what they bring, or that they bring nothing", () => {
  const sessions = [session("2027-01-04", { minutes: 30 }), session("2027-01-04", { kind: "micro", what: "Micro", minutes: 15 })]
  assert.deepEqual(lastDays(say, plan({ sessions })), [
    { date: "Sunday 3 January 2027", what: "Nothing." },
    {
      date: "Monday 4 January 2027",
      what: "Drill (check), Coding, 30 minutes (coding-1) and Micro, Coding, 15 minutes. Nothing new.",
    },
  ])
})

test("a message is one text with a line for each date", () => {
  const slot = { date: "Sat 26 Dec", what: "Drill, Coding", minutes: "60 min", id: "coding-1" }
  const asked = {
    called: "Sam", name: "Sam", role: "a peer", time: "2 hours", back: "", hours: "2 hours for 2 sessions",
    opening: ["Hello Sam,", "Could you?"], slots: [slot, { ...slot, id: "coding-2" }], close: ["Thank you!", "Ada"],
  }
  assert.equal(message(say, asked), [
    "Hello Sam,", "Could you?",
    "Sat 26 Dec, Drill, Coding, 60 min (coding-1)\nSat 26 Dec, Drill, Coding, 60 min (coding-2)", "Thank you!", "Ada",
  ].join("\n\n"))
})

test("a note leads to the field that helps, unless nothing would", () => {
  /** @type {import("../../templates/site/assets/plan/types.js").Plan["notes"]} */
  const facts = [
    { code: "unrated", round: "coding" }, { code: "unrated", round: "design" },
    { code: "no-room", kind: "baseline", minutes: 30, reason: "too-near" },
    { code: "no-room", kind: "drill", minutes: 30, reason: "no-day" },
  ]
  const notes = ["unrated", "no-room", "no-room"].map((code, at) => ({ code, text: `Note ${at}.` }))
  assert.deepEqual(withRemedies(facts, notes), [
    { text: "Note 0.", remedy: "confidence", field: "rounds" }, { text: "Note 1.", remedy: "", field: "" },
    { text: "Note 2.", remedy: "days", field: "days" },
  ])
})
