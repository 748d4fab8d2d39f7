// A small handbook and filled forms for tests of the plan page's form.

import { emptyState } from "../../templates/site/assets/plan/candidate.js"

/** @typedef {import("../../templates/site/assets/plan/types.js").Handbook} Handbook */
/** @typedef {import("../../templates/site/assets/plan/types.js").Question} Question */
/** @typedef {import("../../templates/site/assets/plan/candidate.js").State} State */

export const TODAY = "2026-12-01"

/** @type {(title: string, aliases?: string[], in_loop?: boolean) => Handbook["rounds"][string]} */
const round = (title, aliases = [], in_loop = true) => ({
  title, aliases, minutes: 60, short: 30, questions: 1, in_loop, goals: [], exercises: [],
  dimensions: [{ id: "clarity", title: "Clarity", core: true }, { id: "depth", title: "Depth", core: false }],
  pass_line: { junior: 1, mid: 1, senior: 1, staff: 1 }, checklist: [],
})

/** @type {(round: string, times?: number) => {round: string, times: number, weight: number}} */
const step = (round, times = 1) => ({ round, times, weight: 1 })

/** @type {Handbook} */
export const HANDBOOK = {
  levels: ["junior", "mid", "senior", "staff"], difficulties: ["easy", "medium", "hard"], templates: {},
  rounds: {
    coding: round("Coding", ["algorithms"]), debugging: round("Debugging"), behavioural: round("Behavioural", ["behavioral"]),
    "recruiter-screen": round("Recruiter screen", [], false),
  },
  roles: {
    backend: {
      title: "Backend engineer", aliases: [],
      levels: [
        { id: "mid", title: "", screen: [], loop: [step("coding"), step("behavioural")] },
        { id: "senior", title: "", screen: [step("recruiter-screen")], loop: [step("coding", 2), step("behavioural")] },
      ],
    },
  },
  questions: new Map([
    ["two-sum", /** @type {Question} */ ({ id: "two-sum", round: "coding", difficulty: "easy", levels: ["mid"], topics: [] })],
  ]),
}

/** A form that is filled as far as a plan needs, with changes. @type {(changed?: Partial<State>) => State} */
export const filled = (changed = {}) => ({
  ...emptyState(), role: "backend", level: "senior", interviews: [{ date: "2027-01-20", label: "", rounds: [] }],
  days: { ...emptyState().days, mon: "90", sat: "240" }, start: TODAY, ...changed,
})
