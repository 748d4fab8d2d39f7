// Puts a plan in words: the twin of `spoken` in generator/report/view.py, the only projection that people are shown.
import { capital, roleAt } from "./say.js"
import { describeChanges } from "./sentences/changes.js"
import { entry, told } from "./sentences/base.js"
import { describeNotes, noQuestion, watch } from "./sentences/notes.js"
import { criterion, why } from "./sentences/standing.js"
/** @import { Say } from "./say.js" */
/** @import { Told } from "./sentences/base.js" */
/** @import { Done, FullMocks, Handbook, Phase, Plan, PlanRound, Session } from "./types.js" */

export { refusal } from "./sentences/refusals.js"

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
 */
export function spoken(say, handbook, plan) {
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
    ...roundsOf(words, handbook, plan),
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
    changes: describeChanges(words, plan.changes),
  }
}

/**
 * Adds titles, dimensions and checklists to the plan's rounds; rounds only in the log are `logged`.
 * @param {Told} words
 * @param {Texts} handbook
 * @param {Plan} plan
 */
function roundsOf(words, handbook, plan) {
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
