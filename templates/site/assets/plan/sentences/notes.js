// Sentences on what the candidate should know about a plan and about a session.
import { capital } from "../say.js"
import { count, isMock, roundsListed } from "./base.js"
/** @import { Say, Told } from "./base.js" */
/** @import { Note, Partner, Plan, SessionKind, Unplaced } from "../types.js" */

/** @typedef {Pick<Plan, "notes" | "unplaced" | "ranked"> & {candidate: {swap: boolean}}} Noted */
/** @typedef {(words: Told, facts: readonly Note[], plan: Noted) => string} Sentence */

/**
 * Returns the code and the sentence of each note of a plan, in order. Rounds with the same note share a sentence.
 * @param {Told} words
 * @param {Noted} plan
 * @returns {{code: string, text: string}[]}
 */
export function describeNotes(words, plan) {
  /** @type {Note[][]} */
  const groups = []
  for (const fact of plan.notes) {
    const last = groups[groups.length - 1]
    if (last && last[0].code === fact.code && TOGETHER.includes(fact.code)) last.push(fact)
    else groups.push([fact])
  }
  return groups.map(facts => {
    const [{ code }] = facts
    const sentence = /** @type {Sentence} */ (NOTES[code])
    return { code, text: sentence(words, facts, plan) }
  })
}

/** Codes of notes that share a sentence. */
const TOGETHER = ["over", "not-planned", "aims-at-last", "unrated"]

/** @type {(facts: readonly {round: string}[]) => string[]} */
const roundsOf = facts => facts.map(each => each.round)

/**
 * @type {{[Code in Note["code"]]:
 *   (words: Told, facts: readonly Extract<Note, {code: Code}>[], plan: Noted) => string}}
 */
const NOTES = {
  over: (words, facts) =>
    words.say("note.over", { count: facts.length, rounds: roundsListed(words, roundsOf(facts)) }),
  "not-planned": (words, facts) =>
    words.say("note.not-planned", { count: facts.length, rounds: roundsListed(words, roundsOf(facts)) }),
  "aims-at-last": ({ say, dates }, facts) =>
    say("note.aims-at-last", { count: facts.length, dates: dates(facts.map(each => each.date)) }),
  unrated(words, facts, plan) {
    const rounds = roundsOf(facts)
    const ranked = plan.ranked.find(each => rounds.includes(each.round))
    const values = { count: rounds.length, rounds: roundsListed(words, rounds), confidence: ranked?.confidence ?? 3 }
    return words.say("note.unrated", values)
  },
  start: ({ say }, [{ date }]) => say("note.start", { date }),
  "no-room"(words, [{ kind, reason }], plan) {
    const { say, has } = words
    const missing = plan.unplaced.filter(each => each.kind === kind)
    const dry = reason === "no-question"
    const said = [say(`note.no-room.kind.${dry ? reason : kind}`, { sessions: unplaced(words, missing) })]
    if (!dry) {
      const [why, own] = [`note.no-room.why.${reason}.any`, `note.no-room.why.${reason}.${kind}`]
      said.push(say(has(own) ? own : why))
    }
    const instead = `note.no-room.instead.${kind}`
    return [...said, ...has(instead) ? [say(instead)] : []].join(" ")
  },
  "full-mocks"(words, [{ wanted, done, planned, minutes, reason }]) {
    const counts = { wanted: count(words, wanted), done: count(words, done), planned: count(words, planned) }
    const missing = words.say("note.full-mocks.said", { count: wanted, minutes, ...counts })
    return `${missing} ${words.say(`note.full-mocks.why.${reason}`)}`
  },
  bank({ say, number, roundTitle }, [fact]) {
    const { fitting } = fact
    const round = roundTitle(fact.round)
    const said = fitting
      ? [say("note.bank.fitting", { count: fitting, round, fitting: number(fitting) })]
      : [say("note.bank.none", { round })]
    for (const part of /** @type {const} */ (["missing", "without", "surprises"])) {
      if (fact[part] && (part !== "missing" || fact.missing > fact.without)) {
        said.push(say(`note.bank.${part}`, { count: fact[part], [part]: capital(number(fact[part])) }))
      }
    }
    return said.join(" ")
  },
  stubborn({ say, date, dates, roundTitle }, [{ round, before, after, paid, ...fact }]) {
    const stuck = say("note.stubborn.said", { round: roundTitle(round), dates: dates(fact.dates), before, after })
    const instead = say("note.stubborn.instead")
    return paid
      ? `${stuck} ${say("note.stubborn.paid", { paid: date(paid), instead })}`
      : `${stuck} ${say("note.stubborn.unpaid", { instead })}`
  },
  fix: ({ say, number }, [{ times, fix }]) =>
    say("note.fix", { times: number(times), fix: fix.replace(/[. ]+$/, "") }),
  much({ say, hours, partner }, [{ kind, name, minutes }], plan) {
    const swap = kind === "peer" && plan.candidate.swap
    return say(`note.much.${swap ? "swapped" : "asked"}`, { name: partner(kind, name), hours: hours(minutes) })
  },
}

/**
 * Formats a list of unplaced sessions with their minutes, which are given once if all are the same.
 * @param {Told} words
 * @param {readonly Unplaced[]} sessions
 */
function unplaced(words, sessions) {
  const lengths = new Set(sessions.map(each => each.minutes))
  if (sessions.length > 1 && lengths.size === 1) {
    const rounds = roundsListed(words, roundsOf(sessions))
    return words.say("note.no-room.sessions", { rounds, minutes: sessions[0].minutes })
  }
  return words.listed(sessions.map(({ round, minutes }) =>
    words.say("note.no-room.session", { round: words.roundTitle(round), minutes })
  ))
}

/**
 * Returns who brings a question to a mock without one, or an empty string. `codes` are those of its sheets.
 * @param {Say} words
 * @param {SessionKind} kind
 * @param {Partner} partner
 * @param {readonly string[]} codes
 */
export function noQuestion({ say, has }, kind, partner, codes) {
  if (codes.length || !isMock(kind)) return ""
  const own = `session.no-question.${partner}`
  return say(has(own) ? own : "session.no-question.any")
}

/**
 * Returns how to score a drill, for whoever runs it, or an empty string for other sessions.
 * @param {Say} words
 * @param {string} drill
 */
export const watch = ({ say }, drill) => drill ? say(`session.watch.${drill}`) : ""
