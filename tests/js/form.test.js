// What the form and its page say: of fields that are open, of refusals, of links to another handbook.
import assert from "node:assert/strict"
import { test } from "node:test"
import { candidateOf } from "../../templates/site/assets/plan/candidate.js"
import { fixIn, idOf, needIn } from "../../templates/site/assets/plan/elements.js"
import { fileOf } from "../../templates/site/assets/plan/files.js"
import { inLine, unknownIn } from "../../templates/site/assets/plan/elements.js"
import { refusedAt } from "../../templates/site/assets/plan/refusals.js"
import { problemIn } from "../../templates/site/assets/plan/log.js"
import { makeSay } from "../../templates/site/assets/plan/say.js"
import { noLine, typedDay, shownDay, typedMinutes, typedNames } from "../../templates/site/assets/plan/candidate.js"
import { HANDBOOK, TODAY, filled } from "./made.js"

/** @typedef {import("../../templates/site/assets/plan/types.js").Plan} Plan */

const NAMES = { wide: Array.from("1234567", day => `Day${day}`), abbreviated: Array.from("1234567", day => `D${day}`) }
const MONTHS = { wide: Array.from({ length: 12 }, (_, n) => `Month${n + 1}`), abbreviated: [] }

/** Words that repeat what they are asked for. */
const say = makeSay({
  locale: "en-GB", days: NAMES, months: MONTHS, list: { 2: "{0} and {1}", start: "{0}, {1}", middle: "{0}, {1}", end: "{0} and {1}" },
  texts: {
    "format.full": "EEEE d MMMM y", "form.open.past": "Past.", "form.open.before-start": "Before {date}.", "form.open.twice": "{name} twice.",
    "form.open.no-role": "Role?", "form.open.planner": "{sentence}", "form.open.line": "{label}: {message}", "form.dates.interview": "Interview",
    "form.people.title": "People", "form.fix.meant": "Meant {value}?", "form.fix.today": "Today", "form.fix.once": "Once",
    "form.log.future": "{date} is ahead", "form.log.not-json": "No JSON.", "form.log.at": "{entry}, {key}: {what}",
    "form.log.entry": "{entry}: {what}", "form.log.not-a-mapping": "no keys", "refusal.no-days": "expected days",
  },
})

/** @type {(changed: Parameters<typeof filled>[0]) => ReturnType<typeof candidateOf>["open"][number]} */
const open = changed => candidateOf(HANDBOOK, filled(changed), TODAY).open[0]

test("what is open is said under its field, and in a list with the name of the field", () => {
  const past = open({ interviews: [{ date: "2026-01-20", label: "", rounds: [] }] })
  assert.equal(needIn(say, past), "Past.")
  assert.equal(inLine(say, past), "Interview: Past.")
  assert.equal(past.fix && fixIn(say, past.fix), "Meant Day3 20 Month1 2027?")
  const early = open({ start: "2027-01-20" })
  assert.equal(needIn(say, early), "Before Day3 20 Month1 2027.")
  assert.equal(early.fix && fixIn(say, early.fix), "Today")
  const twice = open({ partners: { peer: "<b>, <b>", friend: "", expert: "" } })
  assert.equal(inLine(say, twice), "People: <b> twice.")
  assert.equal(inLine(say, open({ role: "" })), "Role?")
})

test("fields have the ids that a plan's remedies lead to", () => {
  assert.deepEqual(["interviews.0.date", "interviews.1.date", "days", "start", "partners.peer"].map(idOf),
    ["interview", "interviews-1-date", "days", "start", "partners-peer"])
})

test("a refusal of the planner is said at the field to change", () => {
  const state = filled({ interviews: [
    { date: "2027-01-20", label: "", rounds: [] }, { date: "2027-02-20", label: "", rounds: [] }, { date: "2027-01-02", label: "", rounds: [] },
  ] })
  /** @type {("interviews" | "interview" | "days" | "start" | "confidence" | "rounds" | "role")[]} */
  const keys = ["interviews", "interview", "days", "start", "confidence", "rounds", "role"]
  const fields = keys.map(key => refusedAt(say, state, [{ key, code: "no-days", values: {} }])[0])
  assert.deepEqual(fields.map(each => each.field),
    ["interviews.1.date", "interviews.1.date", "days", "start", "rounds", "rounds", "role"])
  assert.equal(needIn(say, fields[2]), "Expected days.")
})

test("a link to another handbook is recognised by its role and its rounds", () => {
  assert.equal(unknownIn(HANDBOOK, filled({ added: ["debugging"], confidence: { coding: "2" } })), "")
  for (const changed of [
    { role: "gone" }, { added: ["gone"] }, { removed: ["gone"] }, { suggested: ["gone"] }, { confidence: { gone: "2" } },
    { interviews: [{ date: "", label: "", rounds: ["gone"] }] },
  ]) assert.equal(unknownIn(HANDBOOK, filled(changed)), "gone")
  assert.equal(unknownIn(HANDBOOK, filled({ role: "constructor" })), "constructor")
})

test("files are named after the candidate", () => {
  const { candidate } = candidateOf(HANDBOOK, filled({ name: "Ada Okafor" }), TODAY)
  assert.ok(candidate)
  candidate.id = "ada-okafor"
  const plan = /** @type {Plan} */ ({ fingerprint: "0" })
  const json = fileOf(say, HANDBOOK, candidate, plan, "plan.json")
  assert.deepEqual([json.name, JSON.parse(json.text)], ["ada-okafor-plan.json", plan])
  const yaml = fileOf(say, HANDBOOK, candidate, plan, "candidate.yml")
  assert.deepEqual([yaml.name, yaml.text.split("\n")[0]], ["ada-okafor.yml", "id: ada-okafor"])
})

test("a problem of a log names its entry and its key", () => {
  assert.equal(problemIn(say, { entry: 2, key: "date", code: "future", values: { date: "2026-12-02" } }), "2, date: Day3 2 Month12 2026 is ahead")
  assert.equal(problemIn(say, { entry: 3, key: "", code: "not-a-mapping", values: {} }), "3: no keys")
  assert.equal(problemIn(say, { entry: 0, key: "", code: "not-json", values: {} }), "No JSON.")
})

test("days, minutes, names and lines are read as Python reads them", () => {
  assert.equal(shownDay(Number(typedDay("2028-02-29"))), "2028-02-29")
  for (const no of ["2027-02-29", "2027-2-3", "20270203", "2027-13-01", "0000-00-00", "unfinished", ""]) assert.equal(typedDay(no), null)
  assert.deepEqual(["2h", "1h 30", "1:30", "1.5 hours", "90 min", "two", "2", ""].map(typedMinutes), [120, 90, 90, 90, 90, null, null, null])
  assert.deepEqual(typedNames(" Sam,Noor; ,Ines "), ["Sam", "Noor", "Ines"])
  assert.deepEqual(["x", "", " y ", "a\u0000b", "a\u2028b", "x".repeat(301)].map(each => noLine(each).code),
    ["", "", "", "odd-character", "odd-character", "too-long"])
})
