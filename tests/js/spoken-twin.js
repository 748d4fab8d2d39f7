// The plan in words, against what Python says of the same plans: tests/test_spoken_twin.py writes the cases and runs this.
import assert from "node:assert/strict"
import { readFileSync, writeFileSync } from "node:fs"
import { test } from "node:test"
import { criterion, describeNotes, noQuestion, requests, spoken, told, watch, why, withoutOthers } from "../../templates/site/assets/plan/sentences.js"
import { calendarFile } from "../../templates/site/assets/plan/files.js"
import { capital, inside, makeSay, roleAt } from "../../templates/site/assets/plan/say.js"
import { describeChanges } from "../../templates/site/assets/plan/changes.js"
import { nearest, refusal } from "../../templates/site/assets/plan/refusals.js"
/** @import { Say } from "../../templates/site/assets/plan/say.js" */
/** @import { Words } from "../../templates/site/assets/plan/types.js" */

const { WORDS_CASES = "", WORDS_USED = "" } = process.env
const cases = JSON.parse(readFileSync(WORDS_CASES, "utf8"))

/** @type {Set<string>} */
const used = new Set()
/** @type {(words: Words) => Say} */
const recording = words => makeSay({
  ...words,
  texts: new Proxy(words.texts, {
    get(texts, key) {
      used.add(String(key))
      return Reflect.get(texts, key)
    },
  }),
})
/** @type {Record<string, Say>} */
const says = Object.fromEntries(
  Object.entries(cases.catalogues).map(([name, words]) => [name, recording(/** @type {Words} */ (words))])
)

test("lists, numbers, dates and hours", () => {
  for (const { catalogue, name, values, said } of cases.formats) {
    const say = /** @type {Record<string, (...values: unknown[]) => unknown>} */ (says[catalogue])
    assert.deepEqual(say[name](...values), said, `${catalogue} ${name} ${JSON.stringify(values)}`)
  }
})

test("a text that is missing and wrong values are errors", () => {
  for (const { key, values, said, error } of cases.texts) {
    const attempt = () => says.en.say(key, values)
    if (error) assert.throws(attempt, { message: error })
    else assert.equal(attempt(), said)
  }
  assert.throws(() => says.en.say("constructor"), { message: "there is no text constructor" })
  assert.equal(says.en.has("constructor"), false)
})

test("titles", () => {
  for (const { role, level, said } of cases.roles) assert.equal(roleAt(role, level), said)
  for (const { line, small, large } of cases.lines) {
    assert.deepEqual([inside(line), capital(line)], [small, large])
  }
})

test("the name that someone may have meant", () => {
  for (const { word, known, meant } of cases.near) assert.equal(nearest(word, known), meant, word)
})

test("every code has its sentence", () => {
  const { titles, reasons, notes, changes, criteria, refusals, sessions, watched } = cases.facts
  const words = told(says.en, titles)
  for (const { facts, said } of reasons) assert.equal(why(words, facts), said)
  for (const { plan, said } of notes) {
    assert.deepEqual(describeNotes(words, plan).map(({ code, text }) => [code, text]), said)
  }
  for (const { facts, said } of changes) assert.deepEqual(describeChanges(words, facts), said)
  for (const { fact, said } of criteria) {
    const { text, evidence } = criterion(words, fact)
    assert.deepEqual([text, evidence], said)
  }
  for (const { reason, said } of refusals) assert.equal(refusal(says.en, reason), said)
  for (const { kind, partner, codes, said } of sessions) assert.equal(noQuestion(words, kind, partner, codes), said)
  for (const { drill, said } of watched) assert.equal(watch(words, drill), said)
})

test("plans, messages and calendars", () => {
  for (const { name, catalogue, handbook, plan, ...expected } of cases.plans) {
    const say = says[catalogue]
    const before = JSON.stringify(plan)
    const data = spoken(say, cases.handbooks[handbook], plan, describeChanges)
    assert.deepEqual(data, expected.spoken, name)
    assert.deepEqual(requests(say, data), expected.requests, name)
    assert.deepEqual(withoutOthers(say, data), expected.alone, name)
    assert.equal(calendarFile(say, cases.handbooks[handbook], plan), expected.calendar, name)
    assert.equal(JSON.stringify(plan), before, `${name}: the plan itself has changed`)
  }
  writeFileSync(WORDS_USED, JSON.stringify([...used].sort()))
})
