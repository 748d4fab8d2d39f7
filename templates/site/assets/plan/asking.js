// Writes the messages that ask people for their time, and describes what needs nobody else: the twin of
// generator/report/asking.py. A message is complete: greeting, dates with minutes, close. It gives away no questions.
import { capital } from "./say.js"
import { isMock } from "./sentences/base.js"
/** @import { Say } from "./say.js" */
/** @import { Spoken } from "./sentences.js" */

/**
 * A date to ask someone for, in words.
 * @typedef {{date: string, what: string, minutes: string, id: string}} Slot
 *
 * A person to ask, what they are asked for, and the message: `opening`, `slots`, then `close`.
 * @typedef {{
 *   called: string, name: string, role: string, time: string, back: string, hours: string,
 *   opening: string[], slots: Slot[], close: string[],
 * }} Request
 */

/**
 * Returns the sessions of a plan in words that are mocks.
 * @param {Spoken} data
 */
export const mocks = data => data.sessions.filter(session => isMock(session.kind))

/**
 * Returns a request to every person that the plan needs, in its order. `data` is the plan in words.
 * @param {Say} say
 * @param {Spoken} data
 * @returns {Request[]}
 */
export const requests = (say, data) => data.people.map(person => request(say, data, person))

/** @type {(words: Say, data: Spoken, person: Spoken["people"][number]) => Request} */
function request(words, data, person) {
  const { say, counted, date, hours, minutes, partner } = words
  const sessions = mocks(data).filter(each => each.partner === person.kind && each.with === person.name)
  const time = hours(person.minutes)
  const back = person.swap_minutes ? hours(person.swap_minutes) : ""
  const over = { time: capital(time), sessions: counted("session", sessions.length) }
  return {
    called: person.called,
    name: capital(person.called),
    role: person.name ? partner(person.kind) : "",
    time,
    back,
    hours: back ? say("message.hours-and-back", { ...over, back }) : say("message.hours", over),
    opening: [
      person.name ? say("message.greeting", { name: person.name }) : say("message.greeting-without-name"),
      asked(words, data, person.kind, sessions.length, time, back).join(" "),
    ],
    slots: sessions.map(session => ({
      date: date(session.date),
      what: say("session.what", { what: session.what, round: session.title }),
      minutes: minutes(session.minutes),
      id: session.id,
    })),
    close: [say("message.close", { count: sessions.length }), data.candidate.name],
  }
}

/** @type {(words: Say, data: Spoken, kind: string, count: number, time: string, back: string) => string[]} */
const asked = ({ say, date, number }, data, kind, count, time, back) => [
  say("message.interview", { date: date(data.interview, "full") }),
  say("message.favour", { count, number: number(count), time }),
  ...back ? [say("message.return", { time: back })] : [],
  ...kind === "expert" ? [say("message.rate")] : [],
  say("message.dates", { count }),
]

/**
 * Describes what needs no other person: micro-practice, mocks alone, mocks with a language model.
 * @param {Say} say
 * @param {Spoken} data
 * @returns {string[]}
 */
export function withoutOthers({ say, date, listed }, data) {
  const lines = []
  const micro = data.sessions.filter(session => !isMock(session.kind))
  if (micro.length) {
    const minutes = micro.reduce((sum, each) => sum + each.minutes, 0)
    const last = date(micro[micro.length - 1].date, "full")
    lines.push(say("alone.micro", { count: micro.length, minutes, last }))
  }
  for (const who of ["alone", "llm"]) {
    const here = mocks(data).filter(session => session.partner === who)
    if (here.length) {
      const days = listed(here.map(each => say("session.on", { session: each.id, date: date(each.date) })))
      lines.push(say(`alone.${who}`, { count: here.length, dates: days }))
    }
  }
  return lines
}
