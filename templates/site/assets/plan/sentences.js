// Puts a plan in words: the twin of `spoken` in generator/report/view.py, the only projection that people are shown.
/**
 * @import { Say } from "./say.js"
 * @import { Change, Criterion, FullMocks, Handbook, Judged, Note, Partner, Phase, Plan, Reason, Session, SessionKind, Unplaced } from "./types.js"
 */
import { capital, roleAt } from "./say.js"

// Helpers for all sentences: titles by id, and values in words.
/**
 * @typedef {Record<string, {title: string}>} Titles
 * @typedef {Say & ReturnType<typeof namesOf>} Told the catalogue and the titles of a handbook: what sentences need
 */

/**
 * Returns an entry by its name, or undefined; no name, such as “constructor”, is an exception.
 * @template Entry
 * @param {Record<string, Entry>} entries
 * @param {string} name
 * @returns {Entry | undefined}
 */
export const entry = (entries, name) => Object.hasOwn(entries, name) ? entries[name] : undefined

/**
 * Returns what gives the titles of a handbook by id. An unknown id is shown as words.
 * @param {{rounds: Titles, templates: Titles}} handbook
 */
function namesOf({ rounds, templates }) {
  /** @type {(titles: Titles, id: string) => string} */
  const title = (titles, id) => entry(titles, id)?.title || capital(id.replaceAll("-", " "))
  return {
    /** @param {string} id */
    roundTitle: id => title(rounds, id),
    /** @param {string} id */
    templateTitle: id => title(templates, id),
  }
}

/**
 * Returns the catalogue with the titles of a handbook.
 * @param {Say} say
 * @param {{rounds: Titles, templates: Titles}} handbook
 * @returns {Told}
 */
export const told = (say, handbook) => ({ ...say, ...namesOf(handbook) })

/**
 * Formats a list of titles of rounds.
 * @param {Told} words
 * @param {readonly string[]} ids
 */
export const roundsListed = ({ listed, roundTitle }, ids) => listed(ids.map(roundTitle))

/**
 * Formats a number as a word; zero is "none".
 * @param {Say} words
 * @param {number} total
 */
export const count = ({ say, number }, total) => total ? number(total) : say("number.none")

/** What Python takes for white space, in runs. */
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

/**
 * Returns a text as one line.
 * @param {string} text
 */
export const oneLine = text => text.split(SPACE).filter(Boolean).join(" ")

/**
 * Returns whether a session of this kind is a mock, not a micro-practice.
 * @param {string} kind
 */
export const isMock = kind => kind !== "micro"

// Sentences on what the candidate should know about a plan and about a session.
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

// Sentences on why a round has its rank, and on criteria with their evidence.
/**
 * Returns one or two sentences on why a round has its rank.
 * @param {Told} words
 * @param {readonly Reason[]} reasons
 */
export const why = (words, reasons) => reasons.map(fact => {
  const sentence = /** @type {(words: Told, fact: Reason) => string} */ (REASONS[fact.code])
  return sentence(words, fact)
}).join(" ")

/** @type {{[Code in Reason["code"]]: (words: Told, fact: Extract<Reason, {code: Code}>) => string}} */
const REASONS = {
  rated: ({ say }, { confidence }) => say("reason.rated", { confidence }),
  unrated: ({ say }, { confidence }) => say("reason.unrated", { confidence }),
  logged: ({ say, number }, { mocks, confidence }) =>
    say("reason.logged", { count: mocks, mocks: number(mocks), confidence }),
  failed: ({ say, number }, { mocks, confidence, need }) =>
    say("reason.failed", { count: mocks, mocks: number(mocks), confidence, need }),
  weight: ({ say }, { compared }) => say(`reason.weight.${compared}`),
}

/**
 * Returns a criterion, and its evidence in the log.
 * @param {Told} words
 * @param {Criterion} fact
 */
export function criterion(words, fact) {
  const both = /** @type {(words: Told, fact: Criterion) => Both} */ (CRITERIA[fact.code])
  return both(words, fact)
}

/** @typedef {{text: string, evidence: string}} Both */
/** @type {{[Code in Criterion["code"]]: (words: Told, fact: Extract<Criterion, {code: Code}>) => Both}} */
const CRITERIA = {
  confidence({ say, number, date, roundTitle }, { round, mocks, first, before, last, after, wanted }) {
    const text = say("criterion.confidence", { round: roundTitle(round), wanted })
    if (!mocks) return { text, evidence: say("evidence.no-confidence") }
    const values = { count: mocks, mocks: number(mocks), first: date(first), before, last: date(last), after }
    return { text, evidence: say("evidence.confidence", values) }
  },
  passed(words, fact) {
    const { say, number, dates } = words
    const [wanted, scored] = [number(fact.wanted), fact.scored]
    const text = say("criterion.passed", { round: words.roundTitle(fact.round), wanted, of: number(fact.of) })
    const said = []
    if (!scored.length) {
      said.push(say("evidence.passed.none", { wanted }))
    } else if (scored.length < fact.wanted) {
      const outcome = scored[scored.length - 1].passed ? "once" : "not-once"
      said.push(say(`evidence.passed.${outcome}`, { dates: dates(daysOf(scored)), wanted }))
    } else {
      said.push(outcomes(words, scored))
      if (scored[scored.length - 1].core_failed) said.push(say("evidence.passed.core"))
    }
    if (fact.state !== "met" && !fact.session && fact.ahead) said.push(say("evidence.passed.nobody"))
    return { text, evidence: said.join(" ") }
  },
  "full-mocks"({ say, number, listed, span }, { wanted, loops }) {
    const text = wanted
      ? say("criterion.full-mocks", { count: wanted, wanted: capital(number(wanted)) })
      : say("criterion.no-full-mocks")
    if (!loops.length) return { text, evidence: say(`evidence.full-mocks.${wanted ? "none" : "unwanted"}`) }
    const spans = listed(loops.map(each => span(each.first, each.last)))
    return { text, evidence: say("evidence.full-mocks.done", { number: capital(number(loops.length)), loops: spans }) }
  },
}

/** @type {(scored: readonly Judged[]) => string[]} */
const daysOf = scored => scored.map(each => each.date)

/** @type {(words: Told, scored: readonly Judged[]) => string} */
function outcomes({ say, number, dates }, scored) {
  const passed = daysOf(scored.filter(each => each.passed))
  const failed = daysOf(scored.filter(each => !each.passed))
  const total = number(scored.length)
  if (!failed.length) return say("evidence.passed.all", { number: total, passed: dates(passed) })
  if (!passed.length) return say("evidence.passed.never", { number: total, failed: dates(failed) })
  const passes = number(passed.length)
  return say("evidence.passed.some", { passes, number: total, passed: dates(passed), failed: dates(failed) })
}

// Writes the messages that ask people for their time, and describes what needs nobody else: the twin of
// generator/report/asking.py. A message is complete: greeting, dates with minutes, close. It gives away no questions.
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

/**
 * The part of a handbook that words come from.
 * @typedef {Pick<Handbook, "rounds" | "roles" | "templates">} Texts
 * @typedef {ReturnType<typeof spoken>} Spoken a plan in words
 */

/**
 * Returns a plan as data for the candidate: without questions, and with everything that a view shows of it in words.
 *
 * Added to the plan: titles of role, template, phases, rounds, dimensions and checklists; per session what it is, who
 * runs it, its goal or exercise, what is special about it and the codes on its sheets; and sentences instead of the
 * coded reasons (`why`), notes (`notes`: what is `stuck`, the `fixes` that come back, and what else there is
 * `to_know`), changes and criteria. What the handbook no longer has is left empty, or shown by its id.
 * @param {Say} say
 * @param {Texts} handbook
 * @param {Plan} plan
 * @param {(words: Told, facts: readonly Change[]) => string[]} [describe] `describeChanges`, where the plan has a log
 */
export function spoken(say, handbook, plan, describe = () => []) {
  const words = told(say, handbook)
  const { role, level } = plan.candidate
  const known = entry(handbook.roles, role)
  const done = plan.done.map(({ questions: _, ...each }) => each)
  const notes = describeNotes(words, plan)
  /** @type {(wanted: (code: string) => boolean) => string[]} */
  const texts = wanted => notes.filter(({ code }) => wanted(code)).map(({ text }) => text)
  return {
    ...plan,
    role_title: known ? roleAt(known, level) : capital(role),
    template_title: words.templateTitle(plan.template),
    ...roundsShown(words, handbook, plan),
    phases: phasesOf(handbook, plan),
    sessions: plan.sessions.map(each => sessionInWords(words, handbook, each)),
    done,
    ranked: plan.ranked.map(each => (
      { ...each, title: words.roundTitle(each.round), why: why(words, each.why) }
    )),
    interviews: plan.interviews.map(each => (
      { ...each, name: each.label || say.say("session.interview"), titles: each.rounds.map(words.roundTitle) }
    )),
    full_mocks: { ...plan.full_mocks, said: fullMocks(say, plan.full_mocks) },
    people: plan.people.map(each => ({ ...each, called: say.partner(each.kind, each.name) })),
    criteria: plan.criteria.map(each => ({ ...each, ...criterion(words, each) })),
    notes: texts(() => true),
    stuck: texts(code => code === "stubborn"),
    fixes: texts(code => code === "fix"),
    to_know: texts(code => code !== "stubborn" && code !== "fix"),
    changes: describe(words, plan.changes),
  }
}

/**
 * Adds titles, dimensions and checklists to the plan's rounds; rounds only in the log are `logged`.
 * @param {Told} words
 * @param {Texts} handbook
 * @param {Plan} plan
 */
function roundsShown(words, handbook, plan) {
  const texts = (/** @type {string} */ id) => {
    const round = entry(handbook.rounds, id)
    return {
      title: words.roundTitle(id),
      dimensions: Object.fromEntries((round?.dimensions ?? []).map(part => [part.id, part.title])),
      checklist: [...round?.checklist ?? []],
    }
  }
  const own = Object.keys(plan.rounds)
  const logged = new Set(plan.done.map(each => each.round))
  for (const id of own) logged.delete(id)
  return {
    rounds: Object.fromEntries(own.map(id => [id, { ...plan.rounds[id], ...texts(id) }])),
    logged: Object.fromEntries([...logged].map(id => [id, texts(id)])),
  }
}

/**
 * Formats the full mocks done and planned, never as one number (rule 28).
 * @param {Say} say
 * @param {FullMocks} counts
 */
const fullMocks = ({ say }, { wanted, done, planned }) => done > wanted
  ? say("progress.full-mocks-beyond", { done, planned })
  : say("progress.full-mocks", { wanted, done, planned })

/** @type {(handbook: Texts, plan: Plan) => (Phase & {title: string})[]} */
function phasesOf({ templates }, plan) {
  const titles = new Map(entry(templates, plan.template)?.phases.map(({ id, title }) => [id, title]))
  return plan.phases.map(each => (
    { ...each, title: titles.get(each.id) || capital(each.id.replaceAll("-", " ")) }
  ))
}

/**
 * Returns a session with what it is, who runs it and the codes on its sheets, and without its questions.
 * @param {Told} words
 * @param {Texts} handbook
 * @param {Session} session
 */
function sessionInWords(words, handbook, { questions, surprises: _, ...session }) {
  const { kind, loop, drill, partner } = session
  const round = entry(handbook.rounds, session.round)
  const letters = questions.length > 1 ? [..."abcd"] : [""]
  const codes = letters.slice(0, questions.length).map(letter => session.id + letter)
  return {
    ...session,
    title: words.roundTitle(session.round),
    label: words.kind(kind, loop),
    what: words.kind(kind, loop, drill),
    who: words.partner(partner, session.with),
    goal_text: round?.goals[session.goal - 1] ?? "", // numbered from 1
    exercise_title: round?.exercises[session.exercise - 1] ?? "",
    codes,
    no_question: noQuestion(words, kind, partner, codes),
    watch: watch(words, drill),
  }
}
