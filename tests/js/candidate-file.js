// Candidates from states, as candidate and as file: tests/test_plan_candidate.py writes the states and reads what comes back.
import { readFileSync } from "node:fs"
import { candidateId, candidateOf, toFragment } from "../../templates/site/assets/plan/candidate.js"
import { candidateYaml } from "../../templates/site/assets/plan/files.js"
import { fromFragment } from "../../templates/site/assets/plan/reading.js"
import { readLog } from "../../templates/site/assets/plan/log.js"

const { handbook, states, logs, today } = JSON.parse(readFileSync(0, "utf8"))
handbook.questions = new Map(handbook.questions)

const made = []
for (const state of states) {
  const { candidate, open } = candidateOf(handbook, state, today)
  if (candidate) Object.assign(candidate, { id: candidateId(state.name), log: state.log || null })
  const back = await fromFragment(await toFragment(state)).catch(error => error.code)
  made.push({ candidate, open, yaml: candidate && candidateYaml(candidate), back })
}
const read = logs.map((/** @type {string} */ text) => readLog(text, handbook, today))
console.log(JSON.stringify({ made, read }))
