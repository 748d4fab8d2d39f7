// Sentences on why a round has its rank, and on criteria with their evidence.
import { capital } from "../say.js"
/** @import { Told } from "./base.js" */
/** @import { Criterion, Judged, Reason } from "../types.js" */

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
