// A log that is opened in the page: read from its file, or from what was kept, with the questions that it names.

import { withQuestions } from "./handbook.js"
import { MAX_BYTES, logFrom, readLog, roundsAsked } from "./log.js"
import { noLine } from "./typed.js"

/** @typedef {import("./types.js").Handbook} Handbook */
/** @typedef {import("./types.js").LogEntry} LogEntry */
/** @typedef {import("./log.js").LogProblem} LogProblem */
/** @typedef {import("./say.js").Say} Say */
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
