// How long the planner takes: milliseconds of every vector of the file that VECTORS names, as JSON. For the bench.
import { readFileSync } from "node:fs"
import * as loader from "../../templates/site/assets/plan/handbook.js"
import * as planner from "../../templates/site/assets/plan/planner.js"
import { handbookFor } from "./vectors.js"

/** @type {import("./vectors.js").Vectors} */
const { books, vectors } = JSON.parse(readFileSync(String(process.env.VECTORS), "utf-8"))
const times = vectors.filter(each => each.plan).map(each => {
  const handbook = handbookFor(planner, loader, books[each.book], each)
  const start = performance.now()
  planner.makePlan(handbook, each.candidate, each.today, each.log)
  return { changes: each.log.length > 0, ms: performance.now() - start }
})
console.log(JSON.stringify(times))
