// The state of the form as candidate, file and fragment.
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  candidateId, candidateOf, emptyState, forget, isMissing, keep, rowsOf, toFragment, withValue,
} from "../../templates/site/assets/plan/candidate.js"
import { candidateYaml } from "../../templates/site/assets/plan/files.js"
import { BadFragment, fromFragment, kept } from "../../templates/site/assets/plan/reading.js"
import { HANDBOOK, TODAY, filled } from "./made.js"

/** @typedef {import("../../templates/site/assets/plan/candidate.js").State} State */

/** @type {(changed?: Partial<State>) => NonNullable<ReturnType<typeof candidateOf>["candidate"]>} */
const made = changed => {
  const { candidate, open } = candidateOf(HANDBOOK, filled(changed), TODAY)
  assert.deepEqual(open, [])
  assert.ok(candidate)
  return candidate
}

/** @type {(changed: Partial<State>) => string[]} */
const codes = changed => candidateOf(HANDBOOK, filled(changed), TODAY).open.map(each => `${each.field}: ${each.code}`)

/** The only open field. @type {(changed: Partial<State>) => ReturnType<typeof candidateOf>["open"][number]} */
const only = changed => {
  const { open } = candidateOf(HANDBOOK, filled(changed), TODAY)
  assert.equal(open.length, 1)
  return open[0]
}

const interviews = (/** @type {string[]} */ ...dates) => dates.map(date => ({ date, label: "", rounds: [] }))

test("an empty form is no mistake: all that is missing is named", () => {
  const { candidate, open } = candidateOf(HANDBOOK, emptyState(), TODAY)
  assert.equal(candidate, null)
  assert.deepEqual(open.map(each => each.field), ["role", "interviews.0.date", "days"])
  assert.ok(open.every(isMissing))
  assert.deepEqual(codes({ job: "advert", role: "" }), ["advert: no-advert"])
  assert.deepEqual(codes({ level: "" }), ["level: no-level"])
  assert.deepEqual(codes({ role: "nowhere" }), ["role: no-role"])
})

test("role, level, interview and days are enough", () => {
  assert.deepEqual(made(), {
    name: "Candidate", role: "backend", level: "senior", interview: "2027-01-20", start: TODAY, days: { mon: 90, sat: 240 },
    away: [], confidence: {}, partners: { peer: [], friend: [], expert: [], llm: false }, swap: false, paper: "a4", adjustments: [],
  })
  assert.equal(made({ start: "" }).start, TODAY)
})

test("a day that can't be is answered with one that can", () => {
  const past = only({ interviews: interviews("2026-01-20") })
  assert.deepEqual([past.code, past.fix?.value], ["past", "2027-01-20"])
  assert.equal(only({ interviews: interviews(TODAY) }).code, "today")
  assert.deepEqual(only({ interviews: interviews("2024-02-29") }).fix, undefined)
  const far = only({ interviews: interviews("2099-01-20") })
  assert.deepEqual([far.code, far.fix?.value], ["too-far", "2027-01-20"])
  assert.deepEqual(codes({ interviews: interviews("2028-12-01") }), [])
  assert.deepEqual(codes({ interviews: interviews("2028-12-02") }), ["interviews.0.date: too-far"])
  const early = only({ start: "2027-01-20" })
  assert.deepEqual([early.field, early.code, early.fix?.field, early.fix?.value], ["interviews.0.date", "before-start", "start", TODAY])
  assert.deepEqual(codes({ start: "2024-01-01" }), ["start: start-too-far"])
  assert.deepEqual(codes({ start: "unfinished", interviews: interviews("2027-02-30") }), ["start: unfinished-day", "interviews.0.date: unfinished-day"])
  for (const wrong of [past, far, early]) {
    const { fix } = wrong
    assert.ok(fix)
    const state = filled(wrong === early ? { start: "2027-01-20" } : { interviews: interviews(wrong === past ? "2026-01-20" : "2099-01-20") })
    assert.deepEqual(candidateOf(HANDBOOK, withValue(state, fix.field, fix.value), TODAY).open, [])
  }
})

test("of several interviews only the last has to be ahead, and each has a day", () => {
  const several = made({ interviews: [
    { date: "2027-01-20", label: " On-site ", rounds: [] }, { date: "2026-11-20", label: "", rounds: ["recruiter-screen"] },
  ] })
  assert.deepEqual(several.interviews, [
    { date: "2027-01-20", label: "On-site", rounds: [] }, { date: "2026-11-20", label: null, rounds: ["recruiter-screen"] },
  ])
  assert.equal(several.interview, undefined)
  assert.deepEqual(codes({ interviews: interviews("2027-01-20", "") }), ["interviews.1.date: no-day"])
})

test("minutes are whole numbers up to 720; a duration is answered with its minutes", () => {
  const days = filled().days
  assert.deepEqual(made({ days: { ...days, tue: "0", wed: " 45 " } }).days, { mon: 90, wed: 45, sat: 240 })
  for (const [typed, minutes] of [["2h", "120"], ["1:30", "90"], ["1.5 hours", "90"], ["45 min", "45"]]) {
    assert.equal(only({ days: { ...days, tue: typed } }).fix?.value, minutes)
  }
  assert.deepEqual(codes({ days: { ...days, tue: "721", wed: "lots", thu: "-5" } }),
    ["days.tue: too-many", "days.wed: no-number", "days.thu: no-number"])
  assert.deepEqual(codes({ days: { ...days, mon: "0", sat: "" } }), ["days: no-days"])
})

test("days away are single days and ranges, each once", () => {
  const away = [{ first: "2026-12-24", last: "2026-12-26" }, { first: "2026-12-25", last: "" }]
  assert.deepEqual(made({ away }).away, ["2026-12-24", "2026-12-25", "2026-12-26"])
  const turned = only({ away: [{ first: "2026-12-26", last: "2026-12-24" }] })
  assert.equal(turned.code, "other-way-round")
  assert.deepEqual(turned.fix?.value, [{ first: "2026-12-24", last: "2026-12-26" }])
  assert.deepEqual(codes({ away: [{ first: "2000-01-01", last: "2999-12-31" }] }), ["away: away-too-long"])
})

test("names are split at commas; a name twice and characters that nobody sees are answered", () => {
  assert.deepEqual(made({ partners: { peer: "Sam, Noor;", friend: "", expert: " Ines " }, llm: true }).partners,
    { peer: ["Sam", "Noor"], friend: [], expert: ["Ines"], llm: true })
  const twice = only({ partners: { peer: "Sam, Noor, Sam", friend: "", expert: "" } })
  assert.deepEqual([twice.field, twice.code, twice.fix?.value], ["partners.peer", "twice", "Sam, Noor"])
  const hidden = only({ name: "Ada\u202eOkafor" })
  assert.deepEqual([hidden.code, hidden.fix?.value], ["odd-character", "AdaOkafor"])
  assert.equal(only({ name: "x".repeat(301) }).code, "too-long")
  assert.equal(made({ name: "😀".repeat(300) }).name.length, 600)
})

test("rounds are the loop unless something is unticked or added", () => {
  const on = (/** @type {Partial<State>} */ changed) => rowsOf(HANDBOOK, filled(changed)).filter(each => each.on).map(each => each.round)
  assert.equal(made().rounds, undefined)
  assert.deepEqual(made({ removed: ["behavioural"] }).rounds, ["coding", "coding"])
  assert.deepEqual(made({ added: ["debugging"] }).rounds, ["coding", "coding", "behavioural", "debugging"])
  assert.deepEqual(made({ job: "advert", suggested: ["debugging"] }).rounds, ["coding", "coding", "behavioural", "debugging"])
  assert.equal(made({ suggested: ["debugging"] }).rounds, undefined)
  assert.deepEqual(on({ job: "advert", suggested: ["debugging"], removed: ["debugging"] }), ["coding", "behavioural"])
  const named = { interviews: [...interviews("2027-01-20"), { date: "2027-01-05", label: "", rounds: ["recruiter-screen"] }] }
  assert.deepEqual(on(named), ["coding", "behavioural", "recruiter-screen"])
  assert.equal(made(named).rounds, undefined)
  const none = only({ removed: ["coding", "behavioural"] })
  assert.deepEqual([none.field, none.fix?.field, none.fix?.value], ["rounds", "removed", []])
})

test("only rounds that are practised and rated have a confidence", () => {
  const confidence = { coding: "2", behavioural: "", debugging: "5", constructor: "4" }
  assert.deepEqual(made({ confidence }).confidence, { coding: 2 })
})

test("nothing typed is changed", () => {
  const state = filled({ name: " Ada ", days: { ...filled().days, tue: "2h" } })
  const before = JSON.stringify(state)
  candidateOf(HANDBOOK, state, TODAY)
  assert.equal(JSON.stringify(state), before)
  const other = withValue(state, "interviews.0.date", "2027-02-01")
  assert.equal(JSON.stringify(state), before)
  assert.equal(other.interviews[0].date, "2027-02-01")
})

test("an id is made of a name, or is the usual one", () => {
  const ids = ["Ada Okafor", "Zoë Müller", "张伟", "", "Con", "x".repeat(200), "--", "O’Neill"].map(candidateId)
  assert.deepEqual(ids, ["ada-okafor", "zoe-muller", "candidate", "candidate", "candidate", "x".repeat(80), "candidate", "o-neill"])
})

test("a file names all that was set, with every text in quotes", () => {
  const state = filled({
    name: 'Ada "the" Okafor: #1', added: ["debugging"], confidence: { coding: "2" }, away: [{ first: "2026-12-24", last: "" }], swap: true,
    partners: { peer: "Sam, no", friend: "", expert: "" }, llm: true, adjustments: ["breaks", "time+25"], paper: "letter",
  })
  const { candidate } = candidateOf(HANDBOOK, state, TODAY)
  assert.ok(candidate)
  assert.equal(candidateYaml({ ...candidate, id: "ada", log: "ada log.json" }), `\
id: ada
name: "Ada \\"the\\" Okafor: #1"
role: backend
level: senior
interview: 2027-01-20
start: 2026-12-01
days: {mon: 90, sat: 240}
away: [2026-12-24]
confidence: {coding: 2}
rounds: [coding, coding, behavioural, debugging]
partners: {peer: ["Sam", "no"], llm: true}
swap: true
paper: letter
adjustments: ["time+25", "breaks"]
log: "ada log.json"
`)
})

const HOSTILE = [
  "</script><script>alert(1)</script>", "\"'`${x}\\", "a\nb", "{{ 7*7 }}", "#plan=1.x", "\u202eabc", "😀", "\ud800", "- [x]: {y}", "%00",
]

test("a fragment brings back the whole state, whatever is in it", async () => {
  for (const text of HOSTILE) {
    const state = filled({
      name: text, advert: text, job: "advert", partners: { peer: text, friend: text, expert: text }, days: { ...filled().days, sun: text },
      interviews: [{ date: "2027-01-20", label: text, rounds: ["coding"] }, { date: "", label: text, rounds: [] }],
    })
    const fragment = await toFragment(state)
    assert.match(fragment, /^#plan=1\.[\w-]+$/)
    assert.deepEqual(await fromFragment(fragment), JSON.parse(JSON.stringify(state)))
  }
  assert.ok((await toFragment(filled())).length < 250)
})

test("what goes into a fragment can always be taken from it", async () => {
  const odd = filled({ start: "unfinished", interviews: interviews("unfinished"), confidence: { coding: "" } })
  const back = await fromFragment(await toFragment(odd))
  assert.deepEqual([back?.start, back?.interviews[0].date, back?.confidence], ["", "", {}])
})

test("a long advertisement stays out of the fragment, what was read from it stays in", async () => {
  const advert = Array.from({ length: 40_000 }, (_, n) => (n * 7919 % 46_656).toString(36)).join(" ")
  const back = await fromFragment(await toFragment(filled({ job: "advert", advert, suggested: ["debugging"] })))
  assert.deepEqual([back?.advert, back?.suggested, back?.job], ["", ["debugging"], "advert"])
})

/** @type {(data: unknown) => Promise<string>} */
const packed = async data => {
  const stream = new Blob([JSON.stringify(data)]).stream().pipeThrough(new CompressionStream("deflate-raw"))
  return `#plan=1.${Buffer.from(await new Response(stream).arrayBuffer()).toString("base64url")}`
}

test("a fragment that is broken, foreign or too long is refused with its reason", async () => {
  const whole = await toFragment(filled())
  /** @type {[string, string][]} */
  const wrong = [
    ["#plan=", "broken"], ["#plan=1.", "broken"], ["#plan=1.!", "broken"], [whole.slice(0, -3), "broken"], ["#plan=2.abc", "foreign"],
    [`#plan=1.${"x".repeat(300_000)}`, "long"], [await packed(" ".repeat(2_000_000)), "long"],
  ]
  const foreign = [
    null, [], 5, "x", { role: 5 }, { what: "x" }, { days: { mon: "1" } }, { interviews: [] }, { interviews: [{ date: "20 Jan", label: "", rounds: [] }] },
    { confidence: { coding: "6" } }, { away: [{ first: "", last: "" }] }, { llm: "yes" }, { paper: "a3" }, { name: "x".repeat(300_000) },
    { adjustments: ["all"] }, { __proto__: null, constructor: "x" }, { removed: Array(1000).fill("x") }, JSON.parse('{"__proto__": {"role": "x"}}'),
  ]
  for (const data of foreign) wrong.push([await packed(data), "broken"])
  for (const [fragment, code] of wrong) {
    await assert.rejects(fromFragment(fragment), error => error instanceof BadFragment && error.code === code, fragment.slice(0, 80))
  }
  assert.equal(await fromFragment(""), null)
  assert.equal(await fromFragment("#the-file-to-copy"), null)
})

/** A browser's storage. @type {(fails?: boolean) => Storage} */
const storage = (fails = false) => {
  /** @type {Map<string, string>} */
  const held = new Map()
  const refuse = () => {
    if (fails) throw new Error("full")
  }
  return /** @type {Storage} */ ({
    getItem: key => held.get(key) ?? null,
    setItem: (key, value) => {
      refuse()
      held.set(key, value)
    },
    removeItem: key => {
      refuse()
      held.delete(key)
    },
  })
}

test("what is kept comes back, and is forgotten when asked", () => {
  const place = storage(), state = filled({ name: "Ada" }), log = { name: "ada.json", entries: [{ date: "2026-11-30" }] }
  assert.equal(kept(place), null)
  assert.ok(keep(place, state, log))
  assert.deepEqual(kept(place), { state, log })
  assert.ok(forget(place))
  assert.equal(kept(place), null)
})

test("storage that fails says so, and what can't be read is not there", () => {
  assert.equal(keep(storage(true), filled(), null), false)
  assert.equal(keep(null, filled(), null), false)
  assert.equal(forget(null), false)
  assert.equal(kept(null), null)
  for (const text of ["", "{", "null", '{"version": 9}', '{"version": 1, "state": {"role": 5}}', "[]"]) {
    const place = storage()
    place.getItem = () => text
    assert.equal(kept(place), null)
  }
})
