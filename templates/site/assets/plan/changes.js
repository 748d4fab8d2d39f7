// Sentences on how a plan differs from the one before. Only a log brings changes: loaded with the first one.
/**
 * @import { Told } from "./sentences.js"
 * @import { Change, Listed, Partner, RoundMoved, SessionKind } from "./types.js"
 */
import { count, isMock, roundsListed } from "./sentences.js"
import { capital } from "./say.js"

/** The start of a micro-practice's id, before its date. */
const MICRO = "micro-"

/**
 * Returns one or two sentences for each change.
 * @param {Told} words
 * @param {readonly Change[]} facts
 */
export const describeChanges = (words, facts) => facts.flatMap(fact => {
  const sentences = /** @type {(words: Told, fact: Change) => string | string[]} */ (CHANGES[fact.code])
  return sentences(words, fact)
})

/** @type {{[Code in Change["code"]]: (words: Told, fact: Extract<Change, {code: Code}>) => string | string[]}} */
const CHANGES = {
  nothing: ({ say }) => say("change.nothing"),
  template: ({ say, templateTitle }, { before, after }) =>
    say("change.template", { before: templateTitle(before), after: templateTitle(after) }),
  rank(words, fact) {
    const before = fact.before > 1 ? words.ordinal(fact.before) : weakest(words, 1)
    const values = { before, after: weakest(words, fact.after), why: because(words, fact) }
    return words.say("change.rank.said", { round: words.roundTitle(fact.round), ...values })
  },
  rounds: (words, fact) => (/** @type {const} */ (["added", "removed"])).filter(part => fact[part].length).map(part =>
    words.say(`change.rounds.${part}`, { count: fact[part].length, rounds: roundsListed(words, fact[part]) })
  ),
  moved({ say, date }, { kind, session, ...fact }) {
    const days = { before: date(fact.before), after: date(fact.after) }
    return isMock(kind) ? say("change.moved.mock", { session, ...days }) : say("change.moved.micro", days)
  },
  gone: (words, fact) => ofKind(words, "change.gone", fact),
  new: (words, fact) => ofKind(words, "change.new", fact),
  changed(words, fact) {
    const before = withWhom(words, fact.partner_before, fact.with_before)
    const after = withWhom(words, fact.partner_after, fact.with_after)
    const { session, minutes_before, minutes_after } = fact
    const longer = minutes_before !== minutes_after
    const values = { session, date: words.date(fact.date), ...longer ? { minutes_before, minutes_after } : {} }
    return before === after && longer
      ? words.say("change.changed.minutes", values)
      : words.say(`change.changed.${longer ? "both" : "person"}`, { ...values, before, after })
  },
  renamed({ say, date, number, listed }, fact) {
    const sessions = fact.sessions.map(({ before, after, ...each }) =>
      say("change.renamed-session", { before, after, date: date(each.date) })
    )
    const total = sessions.length
    return say("change.renamed", { count: total, number: capital(number(total)), sessions: listed(sessions) })
  },
  questions({ say, listed, dates }, { sessions }) {
    const micro = sessions.filter(each => each.startsWith(MICRO))
    const mocks = sessions.filter(each => !micro.includes(each))
    const days = micro.map(each => each.slice(MICRO.length))
    return [
      ...mocks.length ? [say("change.questions.mock", { count: mocks.length, sessions: listed(mocks) })] : [],
      ...micro.length ? [say("change.questions.micro", { count: micro.length, dates: dates(days) })] : [],
    ]
  },
  loops: (words, { before, after }) =>
    words.say(`change.loops.${after < before ? "lost" : "won"}`, {
      before: count(words, before), after: count(words, after),
    }),
  paid: ({ say, date, roundTitle }, { session, ...fact }) =>
    say("change.paid", { round: roundTitle(fact.round), session, date: date(fact.date) }),
}

/** @type {(words: Told, fact: RoundMoved) => string} */
function because({ say, dates }, { before, after, entries, need_before, need_after }) {
  const others = say(`change.rank.others.${after < before ? "up" : "down"}`)
  if (!entries.length) return others
  const shown = say("change.rank.entries", { count: entries.length, entries: dates(entries) })
  return need_before === need_after
    ? say("change.rank.same", { entries: shown, others, need_after })
    : say("change.rank.need", { entries: shown, need_before, need_after })
}

/** @type {(words: Told, place: number) => string} */
const weakest = ({ say, ordinal }, place) =>
  place > 1 ? say("change.rank.place", { place: ordinal(place) }) : say("change.rank.first")

/**
 * Returns a sentence that lists sessions of a kind; micro-practice by round, because its id is its date.
 * @param {Told} words
 * @param {string} key
 * @param {{kind: SessionKind, sessions: readonly Listed[]}} fact
 */
function ofKind({ say, date, number, listed, roundTitle }, key, fact) {
  const sessions = fact.sessions.map(each => isMock(fact.kind)
    ? say("session.on", { session: each.session, date: date(each.date) })
    : say("session.micro-on", { round: roundTitle(each.round), date: date(each.date) })
  )
  const total = sessions.length
  const kind = say(`kind.${fact.kind}.counted`, { count: total })
  return say(key, { count: total, number: capital(number(total)), kind, sessions: listed(sessions) })
}

/** @type {(words: Told, kind: Partner, name: string) => string} */
const withWhom = ({ say, partner }, kind, name) =>
  kind === "alone" ? partner(kind) : say("partner.with", { name: partner(kind, name) })
