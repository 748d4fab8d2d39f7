// Reads a log in JSON, as `rehearse log FILE --json` writes it: a list of mocks with the keys of the log in YAML. Entries
// are checked as generator/load/log.py does, and every problem says in which entry and at which key it is.
/**
 * @import { Say } from "./say.js"
 * @import { Handbook, LogEntry } from "./types.js"
 */
import { noLine, typedDay } from "./candidate.js"
import { withQuestions } from "./handbook.js"
import { nearest } from "./refusals.js"

/** `entry` counts from 1, and is 0 for the file as a whole; `key` is empty for an entry as a whole. */
/** @typedef {{entry: number, key: string, code: string, values: Record<string, string>}} LogProblem */
/** @typedef {(key: string, code: string, values?: Record<string, string>) => void} Report */

/** The most bytes of a log, as of any file: generator/yamlfile/source.py. */
export const MAX_BYTES = 1024 * 1024
const NOTE_BYTES = 32_768
const NEEDED = ["date", "round", "before", "after", "fix"]
const KEYS = [...NEEDED, "session", "kind", "rater", "questions", "scores", "self", "debrief", "micro_goal"]
const DEBRIEF = ["lost_confidence", "assumed", "one_level_stronger"]
/** @type {Record<string, string[]>} */
const CHOICES = {
  kind: ["baseline", "drill", "loop", "final", "paid", "easy"], rater: ["peer", "expert", "friend", "llm", "self"],
}
/** How much of a name that is wrong is repeated. */
const SHOWN = 60

/**
 * Returns the entries of a log, by date and those of a day in the order of the file, or all problems and no entries.
 * @param {string} text
 * @param {Handbook} handbook with the questions that the log may name
 * @param {string} today ISO date
 * @returns {{entries: LogEntry[], problems: LogProblem[]}}
 */
export function readLog(text, handbook, today) {
  let data
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""))
  } catch {
    return { entries: [], problems: [{ entry: 0, key: "", code: "not-json", values: {} }] }
  }
  return logFrom(data, handbook, today)
}

/**
 * Returns the entries of a log that is parsed already, or all problems.
 * @param {unknown} data
 * @param {Handbook} handbook
 * @param {string} today
 * @returns {{entries: LogEntry[], problems: LogProblem[]}}
 */
function logFrom(data, handbook, today) {
  if (!Array.isArray(data)) return { entries: [], problems: [{ entry: 0, key: "", code: "not-a-list", values: {} }] }
  /** @type {LogProblem[]} */
  const problems = []
  const entries = data.map((each, n) => {
    /** @type {Report} */
    const report = (key, code, values = {}) => void problems.push({ entry: n + 1, key, code, values })
    if (!isMapping(each)) return report("", "not-a-mapping")
    const entry = { ...each, ...(typeof each.round === "string" && { round: roundNamed(handbook, each.round) }) }
    checkEntry(entry, handbook, today, report)
    return entry
  })
  if (problems.length) return { entries: [], problems }
  const whole = /** @type {LogEntry[]} */ (entries).map(complete)
  return { entries: whole.sort((one, other) => one.date < other.date ? -1 : one.date > other.date ? 1 : 0), problems }
}

/** Returns the ids of the rounds whose questions a log may name: all of them if it names a question. @type {(data: unknown, handbook: Handbook) => string[]} */
export const roundsAsked = (data, handbook) =>
  Array.isArray(data) && data.some(each => isMapping(each) && Array.isArray(each.questions) && each.questions.length)
    ? Object.keys(handbook.rounds) : []

/** Returns an entry with every key, as the model has it. @type {(entry: LogEntry) => LogEntry} */
const complete = entry => ({
  session: null, kind: null, rater: null, questions: [], scores: {}, self: {}, micro_goal: null, ...entry,
  fix: entry.fix.trim(),
  debrief: entry.debrief ? { lost_confidence: null, assumed: null, one_level_stronger: null, ...entry.debrief } : null,
})

/** @type {(value: unknown) => value is Record<string, unknown>} */
const isMapping = value => typeof value === "object" && value !== null && !Array.isArray(value)

/** @type {(entry: Record<string, unknown>, handbook: Handbook, today: string, report: Report) => void} */
function checkEntry(entry, handbook, today, report) {
  for (const key of NEEDED) if (!Object.hasOwn(entry, key)) report(key, "missing")
  for (const key of Object.keys(entry)) if (!KEYS.includes(key)) reportKey(key, KEYS, report)
  /** @type {(key: string, check: (value: unknown) => void) => void} */
  const given = (key, check) => {
    if (Object.hasOwn(entry, key)) check(entry[key])
  }
  /** @type {(key: string, check: (value: unknown) => void) => void} */
  const optional = (key, check) => given(key, value => value === null || check(value))

  given("date", value => {
    if (typeof value !== "string" || typedDay(value) === null) report("date", "no-day")
    else if (value > today) report("date", "future", { date: value })
  })
  const line = (/** @type {string} */ key) => (/** @type {unknown} */ value) => {
    if (typeof value !== "string" || !value.trim() || noLine(value).code) report(key, "no-line")
  }
  given("round", value => {
    if (typeof value !== "string" || !value.trim()) report("round", "no-line")
    else if (!Object.hasOwn(handbook.rounds, value)) reportName("round", "round", value, Object.keys(handbook.rounds), report)
  })
  for (const key of ["before", "after"]) given(key, value => isOneTo(5, value) || report(key, "one-to-five"))
  given("fix", line("fix"))
  optional("session", line("session"))
  for (const key of ["kind", "rater"]) {
    optional(key, value => CHOICES[key].includes(String(value)) || report(key, "no-word", { words: CHOICES[key].join(", ") }))
  }
  given("questions", value => checkQuestions(value, handbook, report))
  const round = typeof entry.round === "string" && Object.hasOwn(handbook.rounds, entry.round) ? handbook.rounds[entry.round] : null
  for (const key of ["scores", "self"]) given(key, value => checkScores(key, value, round, report))
  if (isMapping(entry.scores) && Object.keys(entry.scores).length && !entry.rater) report("rater", "rater-missing")
  optional("debrief", value => {
    if (!isMapping(value)) return report("debrief", "no-mapping")
    for (const [key, text] of Object.entries(value)) {
      if (!DEBRIEF.includes(key)) reportKey(`debrief.${key}`, DEBRIEF, report)
      else if (text !== null) checkNote(`debrief.${key}`, text, report)
    }
  })
  optional("micro_goal", value => checkNote("micro_goal", value, report))
}

/** @type {(most: number, value: unknown) => boolean} */
const isOneTo = (most, value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most

/** @type {(value: unknown, handbook: Handbook, report: Report) => void} */
function checkQuestions(value, handbook, report) {
  if (!Array.isArray(value)) return report("questions", "no-list")
  for (const each of value) {
    if (typeof each !== "string") report("questions", "no-line")
    else if (!handbook.questions.has(each)) reportName("questions", "question", each, [...handbook.questions.keys()], report)
  }
}

/** @type {(key: string, value: unknown, round: Handbook["rounds"][string] | null, report: Report) => void} */
function checkScores(key, value, round, report) {
  if (!isMapping(value)) return report(key, "no-mapping")
  const known = round?.dimensions.map(each => each.id)
  for (const [name, score] of Object.entries(value)) {
    if (known && !known.includes(name)) reportName(key, "dimension", name, known, report)
    else if (score !== "not seen" && !isOneTo(4, score)) report(`${key}.${short(name)}`, "one-to-four")
  }
}

/** @type {(key: string, value: unknown, report: Report) => void} */
function checkNote(key, value, report) {
  if (typeof value !== "string" || !value.trim()) report(key, "no-text")
  else if (new TextEncoder().encode(value).length > NOTE_BYTES) report(key, "too-long")
}

/** @type {(key: string, known: string[], report: Report) => void} */
function reportKey(key, known, report) {
  const near = nearest(key.split(".").at(-1) ?? "", known)
  report(short(key), near ? "no-key-meant" : "no-key", near ? { meant: near } : {})
}

/** @type {(key: string, kind: string, name: string, known: string[], report: Report) => void} */
function reportName(key, kind, name, known, report) {
  const near = nearest(name, known)
  report(key, near ? `no-${kind}-meant` : `no-${kind}`, { name: short(name), ...(near && { meant: near }) })
}

/** @type {(text: string) => string} */
const short = text => [...text].length > SHOWN ? `${[...text].slice(0, SHOWN - 1).join("")}…` : text

/**
 * Returns the id of the round that a name means, by id, title or alias, whatever its case and hyphens, or the name as it is.
 * @param {Handbook} handbook
 * @param {string} name
 */
function roundNamed(handbook, name) {
  if (Object.hasOwn(handbook.rounds, name)) return name
  const every = Object.entries(handbook.rounds)
  /** @type {((entry: typeof every[number]) => readonly string[])[]} */
  const spellings = [([id]) => [id], ([, round]) => [round.title], ([, round]) => round.aliases]
  for (const of of spellings) {
    const found = every.filter(entry => of(entry).map(bare).includes(bare(name)))
    if (bare(name) && found.length) return found.length === 1 ? found[0][0] : name
  }
  return name
}

/** @type {(name: string) => string} */
const bare = name => name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}+#]+/gu, "")

// A log that is opened in the page: read from its file, or from what was kept, with the questions that it names.
/** @typedef {{name: string, entries: LogEntry[], problems: string[], sentence: string, handbook: Handbook}} Opened */

/**
 * Reads the file of a log.
 * @param {Say} say
 * @param {Handbook} handbook
 * @param {string} base where the questions are
 * @param {File} file
 * @param {string} today
 * @returns {Promise<Opened>}
 */
export async function openLog(say, handbook, base, file, today) {
  if (file.size > MAX_BYTES) {
    return told(say, handbook, file.name, { entries: [], problems: [{ entry: 0, key: "", code: "too-big", values: {} }] })
  }
  const text = await file.text()
  const known = await withQuestions(handbook, base, roundsAsked(parsed(text), handbook))
  return told(say, known, file.name, readLog(text, known, today))
}

/**
 * Reads the log that was kept on this device: the rounds of the handbook may have changed since.
 * @param {Say} say
 * @param {Handbook} handbook
 * @param {string} base
 * @param {{name: string, entries: unknown[]}} log
 * @param {string} today
 * @returns {Promise<Opened>}
 */
export async function keptLog(say, handbook, base, { name, entries }, today) {
  const known = await withQuestions(handbook, base, roundsAsked(entries, handbook))
  return told(say, known, name, logFrom(entries, known, today))
}

/** @type {(text: string) => unknown} */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** @type {(say: Say, handbook: Handbook, name: string, read: {entries: LogEntry[], problems: LogProblem[]}) => Opened} */
function told(say, handbook, name, { entries, problems }) {
  const sentence = problems.length ? say.say("form.log.refused", { name }) : say.say("form.log.opened", { name, count: entries.length })
  // the name is written into the candidate's file, so that `rehearse plan` finds the log beside it
  const plain = noLine(name).code || /[/\\]/.test(name) ? "log.json" : name
  return { name: plain, entries, problems: problems.map(each => problemIn(say, each)), sentence, handbook }
}

/**
 * Says what is wrong in a log, and where.
 * @param {Say} say
 * @param {LogProblem} problem
 */
export function problemIn(say, { entry, key, code, values }) {
  const dated = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, name === "date" ? say.date(value, "full") : value]))
  const what = say.say(`form.log.${code}`, dated)
  if (!entry) return what
  return key ? say.say("form.log.at", { entry, key, what }) : say.say("form.log.entry", { entry, what })
}
