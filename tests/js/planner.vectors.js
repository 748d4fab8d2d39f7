// Every vector of the file that VECTORS names, in Node: tests/test_vectors.py makes the file and runs this.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import * as loader from "../../templates/site/assets/plan/handbook.js"
import * as planner from "../../templates/site/assets/plan/planner.js"
import { failure } from "./vectors.js"

/** @type {import("./vectors.js").Vectors} */
const { books, vectors } = JSON.parse(readFileSync(String(process.env.VECTORS), "utf-8"))

test(`${vectors.length} vectors in ${process.env.TZ}`, () => {
  const failures = vectors.map(each => failure(planner, loader, books[each.book], each)).filter(Boolean)
  assert.equal(failures.length, 0, [`${failures.length} of ${vectors.length} vectors differ`, ...failures.slice(0, 9)].join("\n"))
})
