// What vectors don't show of the planner: days and dates by themselves, which a form uses too, and what a refusal is.
import assert from "node:assert/strict"
import { test } from "node:test"
import { dayOf, isIso, isoOf, weekdayOf } from "../../templates/site/assets/plan/planner/border.js"
import { hashOf } from "../../templates/site/assets/plan/planner/border.js"
import { PlanRefused, candidateRounds, makePlan, roundsNeeded } from "../../templates/site/assets/plan/planner.js"

/** @typedef {import("../../templates/site/assets/plan/types.js").Candidate} Candidate */
/** @typedef {import("../../templates/site/assets/plan/types.js").Handbook} Handbook */

test("days are counted as Date counts them in UTC, over 1,200 years", () => {
  const first = Date.UTC(1500, 0, 1) / 86_400_000
  for (let day = first; day < first + 440_000; day += 1) {
    const iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
    assert.equal(isoOf(day), iso)
    assert.equal(dayOf(iso), day)
    assert.equal((weekdayOf(day) + 1) % 7, new Date(day * 86_400_000).getUTCDay())
  }
})

test("the first and the last day that Python knows", () => {
  assert.equal(isoOf(dayOf("0001-01-01")), "0001-01-01")
  assert.equal(isoOf(dayOf("9999-12-31")), "9999-12-31")
  assert.equal(weekdayOf(dayOf("0001-01-01")), 0)
})

for (const text of ["2027-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "0000-01-01", "",
  "2026-12-01 ", "2026-12-011", "x2026-12-01", "tomorrow", "２０２６-12-01"]) {
  test(`"${text}" is no day`, () => assert.equal(isIso(text), false))
}

for (const text of ["2028-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2026-12-01"]) {
  test(`${text} is a day`, () => assert.equal(isIso(text), true))
}

test("hashes are those of the standard", () => {
  assert.equal(hashOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  assert.equal(hashOf(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
})

/** @type {Handbook} */
const BARE = {
  levels: ["senior"], difficulties: ["easy", "medium", "hard"], rounds: {}, roles: {}, templates: {},
  questions: new Map(),
}
/** @type {Candidate} */
const ADA = { id: "ada", name: "Ada", role: "backend", level: "senior", interview: "2026-12-27", days: { mon: 60 } }

test("a refusal has a name, its reasons, and a message that says them", () => {
  assert.throws(() => makePlan(BARE, ADA, "2026-12-01"), error => {
    assert.ok(error instanceof PlanRefused)
    assert.equal(error.name, "PlanRefused")
    assert.deepEqual(error.reasons.map(each => [each.key, each.code]), [["role", "unknown"]])
    assert.match(error.message, /^role: unknown .*backend/)
    return true
  })
})

test("names that the handbook doesn't have are no rounds to load, not even those that every object has", () => {
  const them = { ...ADA, rounds: ["chess", "constructor"], interviews: [{ date: "2026-12-27", rounds: ["toString"] }] }
  assert.deepEqual(candidateRounds(BARE, them, "2026-12-01"), [])
  const entry = { date: "2026-12-01", round: "hasOwnProperty", before: 1, after: 1, fix: "x" }
  assert.deepEqual(roundsNeeded(BARE, them, "2026-12-01", [entry]), [])
})
