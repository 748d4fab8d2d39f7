// A plan as a calendar file (RFC 5545): the twin of generator/exports/ics.py, to the byte, for a plan without a time
// zone and without a calendar before it. Times of day float: they follow the local clock, wherever the candidate is.
import { hashOf } from "./planner/hash.js"
import { spoken } from "./sentences.js"
import { oneLine } from "./sentences/base.js"
/** @import { Say } from "./say.js" */
/** @import { Spoken, Texts } from "./sentences.js" */
/** @import { Plan } from "./types.js" */

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
