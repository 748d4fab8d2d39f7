// Deal out questions and people: who asks what, when.
/**
 * @import { Placed, Schedule, Situation } from "./situation.js"
 * @import { Day, Difficulty, Level, Partner, Person, PersonKind, Question } from "../types.js"
 */
import { add, by, count, greatest, least, questionHash, sum, valueOf, weekdayOf } from "./border.js"
import { UNRATED } from "./days.js"
import { DoneMock } from "./history.js"

// Deal questions to mocks by hash, so that nobody chooses and each candidate gets different ones (rules 17, 19, 37 and 40).
/** Up to this confidence, the draw begins with easy questions. */
const BEGINS_EASY = 2
/** How many steps of a loop get a surprise (rule 37). */
const SURPRISES = 3
/** @type {readonly Difficulty[]} */
const DIFFICULTIES = ["easy", "medium", "hard"]

/**
 * The questions of a round that the bank lacks: those that its mocks asked for and didn't get, its mocks without any, and
 * the surprises that were left out.
 * @typedef {{round: string, missing: number, without: number, surprises: number}} Shortage
 *
 * Round of the plan → its fitting, unseen questions in the order of their hash.
 * @typedef {ReadonlyMap<string, readonly Question[]>} Banks
 *
 * A mock to deal questions to: a logged one that names none (without `mock`), or a planned one.
 * @typedef {{asks: number, mock?: Placed, gets: number, questions: string[]}} Dealt
 */

/**
 * Return whether a question may be asked in a round at a level.
 * @param {Question} question
 * @param {string} roundId
 * @param {Level} level
 * @returns {boolean}
 */
export const fits = (question, roundId, level) => question.round === roundId && question.levels.includes(level)

/** @param {Question} question */
const difficultyOf = question => DIFFICULTIES.indexOf(question.difficulty)

/**
 * Return round of the plan → its fitting, unseen questions in the order of their hash (rule 40).
 * @param {Situation} situation
 * @returns {Banks}
 */
export const makeBanks = ({ candidate, handbook, inOrder }) => {
  /** @type {Map<string, {hash: string, question: Question}[]>} */
  const banks = new Map(inOrder.map(each => [each, []]))
  for (const question of handbook.questions.values()) {
    if (!fits(question, question.round, candidate.level) || candidate.seen.has(question.id)) continue
    banks.get(question.round)?.push({ hash: questionHash(candidate.id, question.id), question })
  }
  return new Map([...banks].map(([roundId, bank]) => [roundId, bank.sort(by(each => each.hash)).map(each => each.question)]))
}

/**
 * Return how many new questions a logged mock that names none is taken to have asked (rule 19).
 *
 * It is the round's number of questions, or 0 for an odd drill, which repeats a question, unless it was the round's first
 * log entry.
 * @param {Situation} situation
 * @param {DoneMock} mock
 */
const loggedAsks = (situation, mock) =>
  mock.oddDrill && !mock.first ? 0 : situation.handbook.rounds[mock.round].questions

/** Counts the new questions of each round, and those that the mocks placed so far ask for (rule 17). */
export class Supply {
  /**
   * @param {Situation} situation
   * @param {Schedule} schedule
   * @param {Banks} banks
   */
  constructor(situation, schedule, banks) {
    this.situation = situation
    this.schedule = schedule
    const named = situation.history.named
    this.new = new Map([...banks].map(([name, bank]) => [name, count(bank, each => !named.has(each.id))]))
  }

  /**
   * Return how many new questions of a round are left; below 0 if its mocks ask for more than there are.
   * @param {string} roundId
   * @returns {number}
   */
  left(roundId) {
    const logged = this.situation.history.mocks.filter(mock => mock.round === roundId && !mock.entry.questions.length)
    const placed = this.schedule.placed.filter(each => each.round === roundId)
    const asked = sum(logged.map(mock => loggedAsks(this.situation, mock))) + sum(placed.map(each => each.asks))
    return valueOf(this.new, roundId) - asked
  }

  /**
   * Return whether earlier mocks of a round have a question to repeat.
   * @param {string} roundId
   * @returns {boolean}
   */
  hasHad(roundId) {
    return valueOf(this.new, roundId) > 0 || namedOfRound(this.situation, roundId).length > 0
  }
}

/**
 * Return the questions of a round that its log entries name, in the order of the log.
 * @param {Situation} situation
 * @param {string} roundId
 */
const namedOfRound = (situation, roundId) =>
  situation.history.mocks.filter(mock => mock.round === roundId).flatMap(mock => ofRound(situation, mock, roundId))

/**
 * Return the questions of a round that a log entry names.
 * @param {Situation} situation
 * @param {DoneMock} mock
 * @param {string} roundId
 */
const ofRound = (situation, mock, roundId) =>
  mock.entry.questions.filter(name => questionOf(situation, name).round === roundId)

/**
 * @param {Situation} situation
 * @param {string} name
 * @returns {Question}
 */
const questionOf = (situation, name) => valueOf(situation.handbook.questions, name)

/**
 * Deal questions to every mock and surprises to every loop, then choose what *again* drills repeat.
 *
 * Return the shortages, weakest round first, and round → how many fitting, unseen questions are left.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Banks} banks
 * @returns {{shortages: Shortage[], fresh: Record<string, number>}}
 */
export const dealQuestions = (situation, schedule, banks) => {
  /**
   * The questions dealt to logged mocks, by their index in the log.
   * @type {Map<number, string[]>}
   */
  const logged = new Map()
  const missing = situation.inOrder.map(each => dealRound(situation, schedule, valueOf(banks, each), each, logged))
  const asked = new Set([...situation.history.named, ...[...logged.values()].flat()])
  const surprises = dealSurprises(situation, schedule, banks, asked)
  for (const roundId of situation.inOrder) repeatQuestions(situation, schedule, roundId, logged)
  const used = new Set([...asked, ...schedule.placed.flatMap(each => [...each.questions, ...each.surprises])])
  const fresh = Object.fromEntries(
    situation.rounds.planned.map(each => [each, count(valueOf(banks, each), question => !used.has(question.id))]))
  const shortages = situation.inOrder.map((round, rank) => ({
    round,
    missing: missing[rank],
    without: count(schedule.placed, each => each.round === round && each.isMock && !each.questions.length),
    surprises: surprises.get(round) ?? 0,
  }))
  return { shortages: shortages.filter(each => each.missing || each.without || each.surprises), fresh }
}

/**
 * Deal a round's questions by date, easiest first, and return how many its planned mocks lack.
 *
 * The questions dealt to logged mocks are added to `logged`.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {readonly Question[]} whole
 * @param {string} roundId
 * @param {Map<number, string[]>} logged
 */
const dealRound = (situation, schedule, whole, roundId, logged) => {
  const { history, candidate } = situation
  const isNew = (/** @type {Question} */ question) => !history.named.has(question.id)
  const easyMock = schedule.placed.find(each => each.kind === "easy" && each.round === roundId)
  const fresh = whole.filter(isNew)
  const ownQuestion = easyMock && fresh.length > 1 ? fresh.find(each => each.difficulty === "easy") : undefined
  const bank = whole.filter(question => question !== ownQuestion)

  /** @type {Map<number, Dealt>} */
  const past = new Map()
  history.mocks.forEach((mock, n) => {
    if (mock.round !== roundId || mock.entry.questions.length) return
    past.set(n, { asks: loggedAsks(situation, mock), gets: 0, questions: [] })
  })
  const placed = schedule.placed.filter(each => each.round === roundId && each.asks && each !== easyMock)
  const planned = placed.map(each => ({ asks: each.asks, mock: each, gets: 0, questions: /** @type {string[]} */ ([]) }))
  allot([...past.values()], planned, fresh.length - (ownQuestion ? 1 : 0))

  const sessions = schedule.sessions()
  const dealt = [...past.values(), ...[...planned].sort(by(each => sessions.indexOf(each.mock)))]
  const wanted = sum(dealt.map(each => each.gets))
  const drawn = draw(bank, isNew, wanted, candidate.confidence.get(roundId) ?? UNRATED)
  const left = drawn.filter(isNew).sort(by(difficultyOf)).map(question => question.id)
  for (const each of dealt) {
    each.questions = left.splice(0, each.gets)
    if (each.mock) each.mock.questions = each.questions
  }
  for (const [n, each] of past) logged.set(n, each.questions)

  if (!easyMock) return sum(planned.map(each => each.asks - each.gets))
  const repeated = [...drawn, ...bank.filter(question => !isNew(question))]
  const named = namedOfRound(situation, roundId).map(name => questionOf(situation, name))
  const practised = repeated.length ? repeated : named.filter(each => fits(each, roundId, candidate.level))
  const choices = practised.length ? practised : fresh
  if (ownQuestion) easyMock.questions = [ownQuestion.id]
  else if (choices.length) easyMock.questions = [least(choices, difficultyOf).id]
  return sum(planned.map(each => each.asks - each.gets)) + (easyMock.questions.length ? 0 : 1)
}

/**
 * Set how many questions each mock gets: logged mocks first, then planned ones in the order of placement.
 *
 * Each planned mock gets one question before any gets a second.
 * @param {readonly Dealt[]} past
 * @param {readonly Dealt[]} planned
 * @param {number} available
 */
const allot = (past, planned, available) => {
  let left = available
  const give = (/** @type {Dealt} */ each, /** @type {number} */ most) => {
    const more = Math.min(most, left)
    each.gets += more
    left -= more
  }
  for (const each of past) give(each, each.asks)
  for (const each of planned) give(each, 1)
  for (const each of planned) give(each, each.asks - each.gets)
}

/**
 * Return questions from a bank, alternating between difficulties, until `wanted` of them are new (rule 40).
 *
 * With a confidence of 2 or less, easy, medium and hard alternate; else medium and hard, followed by easy. Questions that
 * the log names are included but don't count as new.
 * @param {readonly Question[]} bank
 * @param {(question: Question) => boolean} isNew
 * @param {number} wanted
 * @param {number} confidence
 * @returns {Question[]}
 */
const draw = (bank, isNew, wanted, confidence) => {
  const turns = confidence <= BEGINS_EASY ? DIFFICULTIES : DIFFICULTIES.slice(1)
  const byDifficulty = turns.map(turn => bank.filter(question => question.difficulty === turn))
  const inTurn = bank.flatMap((_, n) => byDifficulty.flatMap(questions => questions.slice(n, n + 1)))
  if (!turns.includes("easy")) inTurn.push(...bank.filter(question => question.difficulty === "easy"))
  let left = wanted
  return inTurn.filter(question => {
    if (left <= 0) return false
    if (isNew(question)) left -= 1
    return true
  })
}

/**
 * Deal a surprise to each of the weakest steps of each loop. Return per round how many steps got none (rule 37).
 *
 * It is the first question of the bank that shares no topic with any question in the plan or the log, else the first.
 * Logged steps get none.
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {Banks} banks
 * @param {ReadonlySet<string>} asked
 * @returns {Map<string, number>}
 */
const dealSurprises = (situation, schedule, banks, asked) => {
  const used = new Set([...asked, ...schedule.placed.flatMap(each => each.questions)])
  const topics = new Set([...used].flatMap(name => questionOf(situation, name).topics))
  /** @type {Map<string, number>} */
  const missing = new Map()
  for (const loop of schedule.loops) {
    const ahead = schedule.sessions().filter(each => each.loop === loop.number)
    /** @type {(DoneMock | Placed)[]} */
    const steps = [...loop.finishes?.mocks ?? [], ...ahead]
    for (const step of steps.sort(by(each => situation.rank(each.round))).slice(0, SURPRISES)) {
      if (step instanceof DoneMock) continue
      const fresh = valueOf(banks, step.round).filter(question => !used.has(question.id))
      const surprise = fresh.find(each => !each.topics.some(topic => topics.has(topic))) ?? fresh[0]
      if (!surprise) {
        add(missing, step.round)
        continue
      }
      step.surprises = [surprise.id]
      used.add(surprise.id)
      for (const topic of surprise.topics) topics.add(topic)
    }
  }
  return missing
}

/**
 * Set the question of every *again* drill: the one asked least often before it, the latest of equals (rule 17).
 * @param {Situation} situation
 * @param {Schedule} schedule
 * @param {string} roundId
 * @param {ReadonlyMap<number, readonly string[]>} logged
 */
const repeatQuestions = (situation, schedule, roundId, logged) => {
  /** @type {string[]} */
  const asked = []
  situation.history.mocks.forEach((mock, n) => {
    if (mock.round === roundId) asked.push(...(logged.get(n) ?? []), ...ofRound(situation, mock, roundId))
  })
  for (const each of schedule.sessions()) {
    if (each.round !== roundId || each.kind === "easy") continue
    if (each.drill === "again" && asked.length) {
      const times = asked.map(name => count(asked, other => other === name))
      each.questions = [asked[times.lastIndexOf(Math.min(...times))]]
    }
    asked.push(...each.questions, ...each.surprises)
  }
}

// Assign people to sessions, and add up what each is asked for (rules 20 to 24).
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
