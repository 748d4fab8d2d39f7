// The files that the plan page hands over: the calendar, the plan, the candidate. Loaded when the first one is asked for.
/**
 * @import { Say } from "./say.js"
 * @import { Spoken, Texts } from "./sentences.js"
 * @import { Candidate, Handbook, Plan } from "./types.js"
 */
import { hashOf } from "./planner/border.js"
import { oneLine, spoken } from "./sentences.js"

// A candidate's file: what `rehearse plan` reads into the same candidate, so that both make the same plan.
/** Words that YAML reads as something else. */
const WORDS = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
/** What JSON leaves as it is and YAML would rather have escaped. */
const ESCAPED = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

/**
 * Returns the text of a candidate's file. Every text is in double quotes.
 * @param {Candidate} candidate
 */
export function candidateYaml(candidate) {
  const partners = candidate.partners ?? {}
  /** @type {[string, string][]} */
  const who = [
    ["peer", names(partners.peer)], ["friend", names(partners.friend)], ["expert", names(partners.expert)],
    ["llm", partners.llm ? "true" : ""],
  ]
  /** @type {[string, string][]} */
  const lines = [
    ["id", word(candidate.id ?? "")],
    ["name", text(candidate.name)],
    ["role", word(candidate.role)],
    ["level", candidate.level],
    ["interview", candidate.interview ?? ""],
    ["interviews", interviews(candidate.interviews ?? [])],
    ["start", candidate.start ?? ""],
    ["days", mapping(Object.entries(candidate.days).map(([day, minutes]) => [day, String(minutes)]))],
    ["away", list(candidate.away ?? [])],
    ["confidence", mapping(Object.entries(candidate.confidence ?? {}).map(([round, value]) => [word(round), String(value)]))],
    ["rounds", list((candidate.rounds ?? []).map(word))],
    ["partners", mapping(who)],
    ["swap", candidate.swap ? "true" : ""],
    ["paper", candidate.paper === "letter" ? "letter" : ""],
    ["adjustments", list((candidate.adjustments ?? []).map(text))],
    ["log", candidate.log ? text(candidate.log) : ""],
  ]
  return lines.filter(([, value]) => value).map(([key, value]) => `${key}:${value[0] === "\n" ? "" : " "}${value}\n`).join("")
}

/** @type {(every: NonNullable<Candidate["interviews"]>) => string} */
const interviews = every => every.map(({ date, label, rounds = [] }) => {
  const rest = mapping([["label", label ? text(label) : ""], ["rounds", list(rounds.map(word))]]).slice(1, -1)
  const more = rest && `, ${rest}`
  return `\n  - {date: ${date}${more}}`
}).join("")

/** A text in double quotes, with the escapes that JSON and YAML share. @type {(value: string) => string} */
const text = value => JSON.stringify(value)
  .replace(ESCAPED, each => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** An id, in quotes if YAML would read it as something else. @type {(id: string) => string} */
const word = id => id && (!/^[a-z][a-z0-9-]*$/.test(id) || WORDS.has(id)) ? text(id) : id

/** @type {(items: readonly string[]) => string} */
const list = items => items.length ? `[${items.join(", ")}]` : ""

/** @type {(every: readonly string[] | undefined) => string} */
const names = (every = []) => list(every.map(text))

/** @type {(pairs: readonly (readonly string[])[]) => string} */
function mapping(pairs) {
  const given = pairs.filter(([, value]) => value).map(([key, value]) => `${key}: ${value}`)
  return given.length ? `{${given.join(", ")}}` : ""
}

// A plan as a calendar file (RFC 5545): the twin of generator/exports/ics.py, to the byte, for a plan without a time
// zone and without a calendar before it. Times of day float: they follow the local clock, wherever the candidate is.
/** The right half of every UID. `.invalid` is reserved (RFC 2606): no host will ever have this name. */
const HOST = "dress-rehearsal.invalid"
const WEEKDAYS = /** @type {const} */ (["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
const MINUTE = 60_000
const DAY = 1440 * MINUTE
/** Minutes from midnight back to six in the evening of the day before, when to be reminded of other people. */
const EVENING = 360
/** The octets of a line with the space before it. */
const LONGEST = 75

/**
 * Returns the sessions and interviews of a plan as events. Without a time of day an event is all-day and leaves the day
 * free. Every event has the days since 1970 as its SEQUENCE, so that a program takes it for newer than yesterday's.
 * @param {Say} say
 * @param {Texts} handbook
 * @param {Plan} plan
 */
export function calendarFile(say, handbook, plan) {
  const data = spoken(say, handbook, plan)
  const { id, name } = data.candidate
  const made = {
    DTSTAMP: `${digits(data.today)}T000000Z`,
    UID: `${id}.${hashOf(`${id}/${name}`).slice(0, 8)}@${HOST}`, // the mark differs between two of the same id
    SEQUENCE: String(Math.max(Date.parse(data.today) / DAY, 0)),
  }
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dress Rehearsal//plan//EN",
    `X-WR-CALNAME:${say.say("calendar.name", { name: line(name) })}`, // as it is: it has no type, so no escapes
    ...sessionsOf(say, data).flatMap(each => event(made, each)),
    ...data.interviews.flatMap((each, at) => event(made, interview(say, each, at + 1))),
    "END:VCALENDAR",
  ]
  return lines.map(each => `${folded(each)}\r\n`).join("")
}

/**
 * What an event says: `start` is a date, with a time of day if there are `minutes`. `alarms` are minutes before it.
 * @typedef {{
 *   name: string, summary: string, said: [label: string, text: string][], start: string, minutes: number,
 *   alarms: number[],
 * }} Entry
 */

/** @type {(say: Say, data: Spoken) => Entry[]} */
function sessionsOf(words, data) {
  /** @type {Record<string, number>} */
  const gone = {} // minutes of each day so far: sessions follow each other
  return data.sessions.map(each => {
    const before = gone[each.date] ?? 0
    gone[each.date] = before + each.minutes
    return session(words, data.candidate.times, each, before)
  })
}

/** @type {(say: Say, times: Spoken["candidate"]["times"], each: Spoken["sessions"][number], gone: number) => Entry} */
function session({ say, minutes, partner }, times, each, gone) {
  const clock = times[WEEKDAYS[new Date(each.date).getUTCDay()]]
  const start = clock ? new Date(Date.parse(`${each.date}T${clock}Z`) + gone * MINUTE).toISOString() : each.date
  const [code, round] = [line(each.id), line(each.title)]
  const who = each.partner === "alone" ? "" : line(each.who)
  const form = each.form === "short" ? say("session.short") : ""
  const withOthers = !["alone", "llm"].includes(each.partner)
  const sinceMidnight = clock ? Date.parse(start) % DAY / MINUTE : 0
  return {
    name: code,
    summary: joined(
      each.what, round, who && say("partner.with", { name: who }), clock ? "" : minutes(each.minutes),
      each.kind === "micro" ? "" : code, // which is but its date again
    ),
    said: [
      [say("calendar.code"), code],
      [say("calendar.week"), String(each.week)],
      [say("calendar.what"), joined(each.what, round, form, minutes(each.minutes, { full: true }))],
      [say("calendar.with"), who],
      [say("calendar.goal"), line(each.goal_text)],
      [say("calendar.exercise"), line(each.exercise_title)],
    ],
    start,
    minutes: clock ? each.minutes : 0,
    alarms: [...withOthers ? [EVENING + sinceMidnight] : [], ...clock ? [15] : []],
  }
}

/** @type {(say: Say, each: Spoken["interviews"][number], n: number) => Entry} */
const interview = ({ say }, each, n) => ({
  name: `interview.${n}`, // a dot tells it from the sessions, whose codes are slugs
  summary: each.label ? say("calendar.interview", { label: line(each.label) }) : each.name,
  said: [[say("calendar.rounds"), line(each.titles.join(", "))]],
  start: each.date,
  minutes: 0,
  alarms: [],
})

/**
 * Returns the lines of an event, in the order in which the icalendar package writes them.
 * @param {{DTSTAMP: string, UID: string, SEQUENCE: string}} made
 * @param {Entry} entry
 */
function event(made, { name, summary, said, start, minutes, alarms }) {
  const found = said.filter(([, text]) => text).map(([label, text]) => `${label}: ${text}`)
  return [
    "BEGIN:VEVENT",
    `SUMMARY:${escaped(summary)}`,
    minutes ? `DTSTART:${digits(start).slice(0, 15)}` : `DTSTART;VALUE=DATE:${digits(start)}`,
    `DURATION:${minutes ? duration(minutes) : "P1D"}`,
    `DTSTAMP:${made.DTSTAMP}`,
    `UID:${name}.${made.UID}`,
    `SEQUENCE:${made.SEQUENCE}`,
    ...found.length ? [`DESCRIPTION:${escaped(found.join("\n"))}`] : [],
    ...minutes ? [] : ["TRANSP:TRANSPARENT"],
    ...alarms.flatMap(before => [
      "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(summary)}`, `TRIGGER:-${duration(before)}`, "END:VALARM",
    ]),
    "END:VEVENT",
  ]
}

/** @type {(...parts: string[]) => string} */
const joined = (...parts) => parts.filter(Boolean).join(", ")

/** @type {(text: string) => string} */
const line = text => oneLine(text).replace(/[\0-\x1f\x7f-\x9f\p{Cs}]/gu, "")

/** @type {(iso: string) => string} */
const digits = iso => iso.replace(/[-:]/g, "")

/** @type {(minutes: number) => string} */
function duration(minutes) {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes % 1440 / 60), minutes % 60]
  const time = `${hours ? `${hours}H` : ""}${rest ? `${rest}M` : ""}`
  return `P${days || !time ? `${days}D` : ""}${time && `T${time}`}`
}

/** @type {(text: string) => string} */
const escaped = text => text.replaceAll("\\N", "\n").replace(/[\\;,]/g, "\\$&").replace(/\r\n|\n|\r/g, "\\n")

/** @type {(char: string) => number} */
function octetsOf(char) {
  const code = char.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/**
 * Folds a line that is too long, never within a character or an escape.
 * @param {string} text
 */
function folded(text) {
  const lines = [""]
  let octets = 0
  for (const char of text) {
    const more = octetsOf(char)
    const last = lines[lines.length - 1]
    if (last && octets + more >= LONGEST) {
      const escape = last.length > 1 && /[\\^]$/.test(last) ? last.slice(-1) : ""
      lines[lines.length - 1] = last.slice(0, last.length - escape.length)
      lines.push(escape)
      octets = escape.length
    }
    lines[lines.length - 1] += char
    octets += more
  }
  return lines.join("\r\n ")
}

/** @typedef {{name: string, type: string, text: string}} File */

/** How long a file that is being saved stays in memory. */
const WHILE = 60_000

/**
 * Returns a file to save, named after the candidate.
 * @param {Say} say
 * @param {Handbook} handbook
 * @param {Candidate} candidate
 * @param {Plan} plan
 * @param {string} kind
 * @returns {File}
 */
export function fileOf(say, handbook, candidate, plan, kind) {
  if (kind === "ics") {
    return { name: `${candidate.id}.ics`, type: "text/calendar", text: calendarFile(say, handbook, plan) }
  }
  if (kind === "plan.json") {
    return { name: `${candidate.id}-plan.json`, type: "application/json", text: `${JSON.stringify(plan, null, 2)}\n` }
  }
  return { name: `${candidate.id}.yml`, type: "application/yaml", text: candidateYaml(candidate) }
}

/** Has the browser save a file. @param {File} file */
export function save({ name, type, text }) {
  const href = URL.createObjectURL(new Blob([text], { type }))
  Object.assign(document.createElement("a"), { href, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(href), WHILE)
}
