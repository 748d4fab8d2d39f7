// The handbook as the site publishes it for scripts: generator/pages/plan_data.py writes the files, and a page loads the
// rounds that it plans with. Every address is relative to `base`, the folder of the files, with a slash at its end.

/** @import {Handbook, LogEntry, Question, Words} from "./types.js" */
/** @typedef {[id: string, difficulty: number, levels: number, topics: number[]]} Row a question, as the file has it */

/** A file that the site should have and that couldn't be loaded. */
export class NotLoaded extends Error {
  /** @param {string} path @param {unknown} cause */
  constructor(path, cause) {
    super(`${path} couldn’t be loaded`, { cause })
    this.name = "NotLoaded"
    this.path = path
  }
}

/** Address → its JSON, once for each page. What failed is asked for again. @type {Map<string, Promise<unknown>>} */
const loaded = new Map()

/**
 * Loads a file of the data, once.
 * @param {string} base
 * @param {string} path
 * @returns {Promise<any>} its JSON; what its shape is, only the caller knows
 */
const load = (base, path) => {
  const address = base + path
  const known = loaded.get(address)
  if (known) return known
  const loading = fetch(address).then(answer => {
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
    return answer.json()
  }).catch(cause => {
    loaded.delete(address)
    throw new NotLoaded(path, cause)
  })
  loaded.set(address, loading)
  return loading
}

/**
 * Loads the handbook, without its questions.
 * @param {string} base
 * @returns {Promise<Handbook>}
 */
export const loadHandbook = async base => ({ ...await load(base, "handbook.json"), questions: new Map() })

/**
 * Loads the sentences that scripts show.
 * @param {string} base
 * @returns {Promise<Words>}
 */
export const loadWords = base => load(base, "words.json")

/**
 * Loads the sentences that only files, logs and refusals need.
 * @param {string} base
 * @returns {Promise<Words["texts"]>}
 */
export const loadMoreWords = base => load(base, "more-words.json")

/**
 * Loads what reads an advertisement, besides the handbook.
 * @param {string} base
 * @returns {Promise<any>} as `advert.js` takes it
 */
export const loadAdvert = base => load(base, "advert.json")

/**
 * Returns the handbook with the questions of these rounds, and those it had, by id as the handbook has them.
 * @param {Handbook} handbook
 * @param {string} base
 * @param {Iterable<string>} rounds those that the handbook doesn't have are passed over
 * @returns {Promise<Handbook>}
 */
export const withQuestions = async (handbook, base, rounds) => {
  const had = new Set([...handbook.questions.values()].map(question => question.round))
  const wanted = new Set([...rounds, ...had])
  const files = await Promise.all(Object.keys(handbook.rounds).filter(round => wanted.has(round)).map(async round => {
    /** @type {Row[]} */
    const rows = await load(base, `questions/${round}.json`)
    return rows.map(row => questionOf(handbook, round, row))
  }))
  const questions = files.flat().sort((one, other) => one.id < other.id ? -1 : 1)
  return { ...handbook, questions: new Map(questions.map(question => [question.id, question])) }
}

/**
 * Returns the handbook with the questions of these rounds or, where a log or the questions that a candidate has seen name
 * one that isn't in them, with all questions of the handbook.
 * @param {Handbook} handbook
 * @param {string} base
 * @param {Iterable<string>} rounds
 * @param {readonly string[]} seen
 * @param {readonly LogEntry[]} log
 * @returns {Promise<Handbook>}
 */
export const withQuestionsFor = async (handbook, base, rounds, seen, log) => {
  const some = await withQuestions(handbook, base, rounds)
  const named = [...seen, ...log.flatMap(entry => entry.questions ?? [])]
  return named.every(id => some.questions.has(id)) ? some : withQuestions(handbook, base, Object.keys(handbook.rounds))
}

/**
 * Returns a question, of the row that the file of its round has.
 * @param {Handbook} handbook
 * @param {string} round
 * @param {Row} row
 * @returns {Question}
 */
export const questionOf = (handbook, round, [id, difficulty, levels, topics]) => ({
  id,
  round,
  difficulty: handbook.difficulties[difficulty],
  levels: handbook.levels.filter((_, n) => levels >> n & 1),
  topics,
})
