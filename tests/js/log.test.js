// A log in JSON, as the page reads it.
import assert from "node:assert/strict"
import { test } from "node:test"
import { readLog, roundsAsked } from "../../templates/site/assets/plan/log.js"
import { HANDBOOK, TODAY } from "./made.js"

const ENTRY = { date: "2026-11-30", round: "coding", before: 2, after: 3, fix: "Talk." }

/** @type {(changed: Record<string, unknown>, without?: string) => Record<string, unknown>} */
const entry = (changed, without = "") => {
  const whole = { ...ENTRY, ...changed }
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== without))
}

/** @type {(...entries: unknown[]) => ReturnType<typeof readLog>} */
const read = (...entries) => readLog(JSON.stringify(entries), HANDBOOK, TODAY)

/** @type {(...entries: unknown[]) => string[]} */
const wrong = (...entries) => {
  const { entries: taken, problems } = read(...entries)
  assert.deepEqual(taken, [])
  return problems.map(({ entry, key, code }) => [entry, key, code].join(" "))
}

test("an entry of five keys gets the model's defaults, a whole one stays as it is", () => {
  const whole = {
    ...ENTRY, session: "coding-2", kind: "drill", rater: "peer", questions: ["two-sum"], scores: { clarity: 3, depth: "not seen" },
    self: { clarity: 4 }, debrief: { lost_confidence: "At the end.", assumed: null, one_level_stronger: null }, micro_goal: "By the next one.",
  }
  const nulls = {
    ...ENTRY, session: null, kind: null, rater: null, questions: [], scores: {}, self: {}, debrief: null, micro_goal: null,
  }
  assert.deepEqual(read(ENTRY, whole, nulls), { entries: [nulls, whole, nulls], problems: [] })
  assert.deepEqual(read(), { entries: [], problems: [] })
  assert.deepEqual(readLog(`\ufeff${JSON.stringify([ENTRY])}`, HANDBOOK, TODAY).problems, [])
})

test("entries come by date, those of a day in the order of the file", () => {
  const days = [["2026-11-30", "one"], ["2026-11-02", "two"], ["2026-11-30", "three"]]
  const { entries } = read(...days.map(([date, fix]) => entry({ date, fix })))
  assert.deepEqual(entries.map(each => each.fix), ["two", "one", "three"])
})

test("a round is known by id, title or another of its names", () => {
  for (const round of ["behavioural", "Behavioural", "BEHAVIORAL", "behav-ioural"]) {
    assert.deepEqual(read(entry({ round })).entries.map(each => each.round), ["behavioural"])
  }
})

test("what is no list of mocks is refused as a whole", () => {
  for (const [text, code] of [["", "not-json"], ["- date: 2026-11-30", "not-json"], ["{}", "not-a-list"], ["null", "not-a-list"], ["3", "not-a-list"]]) {
    assert.deepEqual(readLog(text, HANDBOOK, TODAY), { entries: [], problems: [{ entry: 0, key: "", code, values: {} }] })
  }
  assert.deepEqual(wrong(ENTRY, null, [], "x"), ["2  not-a-mapping", "3  not-a-mapping", "4  not-a-mapping"])
})

test("every required key that is missing is named, with its entry", () => {
  for (const key of Object.keys(ENTRY)) assert.deepEqual(wrong(ENTRY, entry({}, key)), [`2 ${key} missing`])
})

/** What is wrong with a value of a key. @type {[Record<string, unknown>, string][]} */
const WRONG = [
  [{ date: "2026-12-02" }, "date future"], [{ date: "30.11.2026" }, "date no-day"], [{ date: "2026-02-30" }, "date no-day"],
  [{ date: null }, "date no-day"], [{ round: "nothing like it" }, "round no-round"], [{ round: "codin" }, "round no-round-meant"],
  [{ round: 5 }, "round no-line"], [{ before: 0 }, "before one-to-five"], [{ after: 6 }, "after one-to-five"],
  [{ before: "3" }, "before one-to-five"], [{ before: true }, "before one-to-five"], [{ before: 2.5 }, "before one-to-five"],
  [{ fix: "a\nb" }, "fix no-line"], [{ fix: " " }, "fix no-line"], [{ fix: "x".repeat(301) }, "fix no-line"], [{ fix: null }, "fix no-line"],
  [{ session: "" }, "session no-line"], [{ kind: "micro" }, "kind no-word"], [{ rater: "boss" }, "rater no-word"],
  [{ questions: "two-sum" }, "questions no-list"], [{ questions: [1] }, "questions no-line"], [{ questions: ["zzz"] }, "questions no-question"],
  [{ questions: ["two-sums"] }, "questions no-question-meant"], [{ rater: "peer", scores: { clarity: 5 } }, "scores.clarity one-to-four"],
  [{ rater: "peer", scores: { clarity: "seen" } }, "scores.clarity one-to-four"], [{ rater: "peer", scores: { zzz: 3 } }, "scores no-dimension"],
  [{ rater: "peer", scores: { dept: 3 } }, "scores no-dimension-meant"], [{ rater: "peer", scores: [3] }, "scores no-mapping"],
  [{ rater: "peer", scores: null }, "scores no-mapping"], [{ scores: { clarity: 3 } }, "rater rater-missing"],
  [{ self: { clarity: 0 } }, "self.clarity one-to-four"], [{ debrief: "x" }, "debrief no-mapping"],
  [{ debrief: { assumed: "" } }, "debrief.assumed no-text"], [{ debrief: { assume: "x" } }, "debrief.assume no-key-meant"],
  [{ micro_goal: 5 }, "micro_goal no-text"], [{ micro_goal: "x".repeat(40_000) }, "micro_goal too-long"],
  [{ befor: 3 }, "befor no-key-meant"], [{ zzzzzz: 3 }, "zzzzzz no-key"], [{ ["x".repeat(99)]: 3 }, `${"x".repeat(59)}… no-key`],
]

test("every value that can't be is named, with its entry and key", () => {
  for (const [changed, problem] of WRONG) assert.deepEqual(wrong(ENTRY, entry(changed)), [`2 ${problem}`], JSON.stringify(changed))
  assert.deepEqual(wrong(entry({ before: 9, after: 9 }), entry({ fix: "" })), ["1 before one-to-five", "1 after one-to-five", "2 fix no-line"])
  const proto = JSON.parse(`[{"__proto__": 3, ${JSON.stringify(ENTRY).slice(1)}]`)
  assert.deepEqual(wrong(...proto), ["1 __proto__ no-key"])
})

test("the right name is suggested", () => {
  const [round] = read(entry({ round: "codin" })).problems
  assert.deepEqual(round.values, { name: "codin", meant: "coding" })
})

test("questions of all rounds are needed if a log names one", () => {
  assert.deepEqual(roundsAsked([ENTRY], HANDBOOK), [])
  assert.deepEqual(roundsAsked([ENTRY, { ...ENTRY, questions: ["two-sum"] }], HANDBOOK), Object.keys(HANDBOOK.rounds))
  assert.deepEqual(roundsAsked("x", HANDBOOK), [])
})
