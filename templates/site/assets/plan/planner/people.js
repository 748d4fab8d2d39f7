// Assign people to sessions, and add up what each is asked for (rules 20 to 24).
/**
 * @import { Day, Partner, Person, PersonKind } from "../types.js"
 * @import { Placed, Schedule } from "./schedule.js"
 * @import { Situation } from "./situation.js"
 */
import { weekdayOf } from "../dates.js"
import { add, greatest, sum } from "./lists.js"

/** @typedef {Exclude<Partner, "alone">} Asked */

/**
 * Partners in the order in which they are tried.
 * @type {readonly Asked[]}
 */
const PEOPLE_FIRST = ["peer", "friend", "llm"]
/** @type {readonly Asked[]} */
const MODEL_FIRST = ["llm", "peer", "friend"]
/** @type {readonly Asked[]} */
const EXPERT_FIRST = ["expert", "peer", "friend", "llm"]
/** @type {readonly PersonKind[]} */
const KINDS = ["peer", "friend", "expert"]

/** Counts how often each person is asked in each week. */
class Asking {
  /** @param {Situation} situation */
  constructor(situation) {
    this.situation = situation
    /**
     * Kind, week and name → the number of planned and logged sessions that count as asks.
     * @type {Map<string, number>}
     */
    this.asked = new Map()
    for (const mock of situation.history.mocks) {
      const kind = KINDS.find(each => each === mock.entry.rater)
      if (kind && mock.kind !== "loop" && this.names(kind).length) this.count(kind, this.whoseTurn(kind, mock.day), mock.day)
    }
  }

  /**
   * Return the names of a kind, in the order of the file.
   * @param {PersonKind} kind
   */
  names(kind) {
    return this.situation.candidate.partners[kind]
  }

  /**
   * Count an ask in the week of a day.
   * @param {PersonKind} kind
   * @param {string} name
   * @param {Day} day
   */
  count(kind, name, day) {
    add(this.asked, this.key(kind, name, day))
  }

  /**
   * @param {PersonKind} kind
   * @param {string} name
   * @param {Day} day
   */
  key(kind, name, day) {
    return `${kind} ${this.situation.days.week(day)} ${name}`
  }

  /**
   * Return the index of the person whose turn it is (rule 20), or 0 on a weekday without minutes.
   * @param {PersonKind} kind
   * @param {Day} day
   */
  turn(kind, day) {
    const place = [...this.situation.days.weekdays.keys()].indexOf(weekdayOf(day))
    return place < 0 ? 0 : (this.situation.days.week(day) + place) % this.names(kind).length
  }

  /**
   * Return the person whose turn it is on a day.
   * @param {PersonKind} kind
   * @param {Day} day
   */
  whoseTurn(kind, day) {
    return this.names(kind)[this.turn(kind, day)]
  }

  /**
   * Return the first person with asks left in the week, from the one whose turn it is, or undefined (rule 22).
   * @param {PersonKind} kind
   * @param {Day} day
   */
  nextWithAsksLeft(kind, day) {
    const [names, turn] = [this.names(kind), this.turn(kind, day)]
    return [...names.slice(turn), ...names.slice(0, turn)].find(
      name => (this.asked.get(this.key(kind, name, day)) ?? 0) < this.situation.template.asks)
  }
}

/**
 * Assign a person to each session, in the order of date (rules 21 and 22).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {void}
 */
export const assignPeople = (situation, schedule) => {
  const asking = new Asking(situation)
  const llm = situation.candidate.partners.llm ? "llm" : "alone"
  const lastLoop = schedule.loops.length ? greatest(schedule.loops, loop => loop.last).number : 0
  for (const session of schedule.sessions()) {
    if (!session.isMock) {
      session.partner = "alone"
    } else if (session.kind === "easy" || session.day < situation.days.notice) {
      session.partner = llm
    } else if (session.kind === "paid") {
      session.partner = "expert"
      session.person = asking.names("expert").length ? asking.whoseTurn("expert", session.day) : ""
    } else if (session.kind === "loop") {
      askForLoop(asking, session, session.loop === lastLoop ? PEOPLE_FIRST : MODEL_FIRST)
    } else if (session.kind === "final") {
      ask(asking, session, EXPERT_FIRST)
    } else {
      ask(asking, session, session.drill === "again" ? MODEL_FIRST : PEOPLE_FIRST)
    }
  }
}

/**
 * Assign a step of a loop to the person whose turn it is, of the first kind that the candidate has.
 * @param {Asking} asking
 * @param {Placed} session
 * @param {readonly Asked[]} order
 */
const askForLoop = (asking, session, order) => {
  for (const kind of order) {
    if (kind === "llm") {
      if (!asking.situation.candidate.partners.llm) continue
      session.partner = "llm"
      return
    }
    if (asking.names(kind).length) {
      session.partner = kind
      session.person = asking.whoseTurn(kind, session.day)
      return
    }
  }
  session.partner = "alone"
}

/**
 * Assign a session to a person with asks left, else to the language model, else to the person whose turn it is.
 * @param {Asking} asking
 * @param {Placed} session
 * @param {readonly Asked[]} order
 */
const ask = (asking, session, order) => {
  /** @type {PersonKind[]} */
  const people = []
  for (const kind of order) {
    if (kind === "llm") {
      if (!asking.situation.candidate.partners.llm) continue
      session.partner = "llm"
      return
    }
    if (!asking.names(kind).length) continue
    people.push(kind)
    const name = asking.nextWithAsksLeft(kind, session.day)
    if (name !== undefined) {
      session.partner = kind
      session.person = name
      asking.count(kind, name, session.day)
      return
    }
  }
  session.partner = "alone"
  if (people.length) {
    session.partner = people[0]
    session.person = asking.whoseTurn(people[0], session.day)
    asking.count(people[0], session.person, session.day)
  }
}

/**
 * Return sessions and minutes per person: peers, then friends, then experts, in the order of the file (rules 23 and 24).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @returns {Person[]}
 */
export const peopleAsked = (situation, schedule) => {
  const { partners, swap } = situation.candidate
  return KINDS.flatMap(kind => [...partners[kind], ""].flatMap(name => {
    const own = schedule.sessions().filter(each => each.partner === kind && each.person === name)
    const minutes = sum(own.map(each => each.minutes))
    const inReturn = kind === "peer" && swap ? minutes : 0
    return own.length ? [{ name, kind, sessions: own.length, minutes, swap_minutes: inReturn }] : []
  }))
}
