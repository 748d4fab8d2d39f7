// The loader of the plan page's data, from a server on this machine.
import assert from "node:assert/strict"
import { createServer } from "node:http"
import { after, before, beforeEach, test } from "node:test"
import { loadHandbook, loadWords, NotLoaded, withQuestions, withQuestionsFor } from "../../templates/site/assets/plan/handbook.js"

/** @typedef {import("../../templates/site/assets/plan/types.js").LogEntry} LogEntry */

const HANDBOOK = {
  levels: ["junior", "mid", "senior", "staff"],
  difficulties: ["easy", "medium", "hard"],
  rounds: { coding: {}, design: {}, empty: {} },
  roles: {},
  templates: {},
}

/** @type {Map<string, string>} path → what the server answers */
const served = new Map()
/** @type {string[]} the paths that were asked for */
const asked = []
const server = createServer((request, response) => {
  const path = String(request.url).replace(/^\/\d+\//, "")
  asked.push(path)
  const found = served.get(path)
  response.writeHead(found === undefined ? 404 : 200, { connection: "close" })
  response.end(found)
})
let base = ""
let site = 0

before(() => new Promise(ready => server.listen(0, "127.0.0.1", () => ready(undefined))))
after(() => server.close())

beforeEach(() => {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address())
  base = `http://127.0.0.1:${port}/${site += 1}/` // what is loaded is kept by address
  asked.length = 0
  served.clear()
  served.set("handbook.json", JSON.stringify(HANDBOOK))
  served.set("questions/coding.json", JSON.stringify([["sort", 2, 0b1100, [1, 0]], ["walk", 0, 0b0011, [0]]]))
  served.set("questions/design.json", JSON.stringify([["queue", 1, 0b1111, []]]))
  served.set("questions/empty.json", "[]")
})

test("a handbook has no questions at first", async () => {
  const handbook = await loadHandbook(base)
  assert.deepEqual({ ...HANDBOOK, questions: new Map() }, handbook)
})

test("a question is told by its row", async () => {
  const handbook = await withQuestions(await loadHandbook(base), base, ["coding"])
  assert.deepEqual([...handbook.questions], [
    ["sort", { id: "sort", round: "coding", difficulty: "hard", levels: ["senior", "staff"], topics: [1, 0] }],
    ["walk", { id: "walk", round: "coding", difficulty: "easy", levels: ["junior", "mid"], topics: [0] }],
  ])
})

test("each file is asked for once, and only those of the rounds that are wanted", async () => {
  const handbook = await loadHandbook(base)
  const [first] = await Promise.all([withQuestions(handbook, base, ["design"]), withQuestions(handbook, base, ["design", "design"])])
  await withQuestions(first, base, ["design", "empty", "unknown"])
  assert.deepEqual(asked, ["handbook.json", "questions/design.json", "questions/empty.json"])
})

test("more rounds are added to those that a handbook has, by id, and the handbook before stays as it is", async () => {
  const some = await withQuestions(await loadHandbook(base), base, ["design"])
  const more = await withQuestions(some, base, ["coding"])
  assert.deepEqual([...more.questions.keys()], ["queue", "sort", "walk"])
  assert.deepEqual([...some.questions.keys()], ["queue"])
})

test("all questions are loaded once a log or what was seen names one of another round", async () => {
  const handbook = await loadHandbook(base)
  /** @type {LogEntry} */
  const entry = { date: "2026-12-01", round: "coding", before: 2, after: 3, fix: "say it" }
  const keys = async (/** @type {string[]} */ seen, /** @type {LogEntry[]} */ log) =>
    [...(await withQuestionsFor(handbook, base, ["design"], seen, log)).questions.keys()]
  assert.deepEqual(await keys([], [entry]), ["queue"])
  assert.deepEqual(await keys(["queue"], [{ ...entry, questions: ["queue"] }]), ["queue"])
  assert.deepEqual(await keys(["walk"], []), ["queue", "sort", "walk"])
  assert.deepEqual(await keys([], [{ ...entry, questions: ["sort"] }]), ["queue", "sort", "walk"])
  assert.deepEqual(await keys(["unknown"], []), ["queue", "sort", "walk"])
})

test("what couldn’t be loaded is named with its cause, and asked for again", async () => {
  await assert.rejects(loadWords(base), error => {
    assert.ok(error instanceof NotLoaded)
    assert.equal(error.path, "words.json")
    assert.match(error.message, /^words\.json couldn’t be loaded$/)
    assert.match(String(error.cause), /the server answered 404/)
    return true
  })
  served.set("words.json", '{"texts":{}}')
  assert.deepEqual(await loadWords(base), { texts: {} })
})

test("a page that is served instead of the data is an error, too", async () => {
  served.set("handbook.json", "<!doctype html>")
  await assert.rejects(loadHandbook(base), NotLoaded)
})
