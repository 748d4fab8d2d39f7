// Runs the vectors on one mutant after another, until the first that differs. Started by mutants.js.
// At first it plans every vector with the code as it is, and notes which mutants each vector comes by: others can't notice.
import { readFileSync } from "node:fs"
import { Session } from "node:inspector"
import { pathToFileURL } from "node:url"
import { parentPort, workerData } from "node:worker_threads"
import { failure } from "./vectors.js"

/** @typedef {{file: string, start: number, top: boolean}} Place where a mutant is; on top is what runs on loading */
/** @typedef {{startOffset: number, endOffset: number, count: number}} Range */

/** @type {import("./vectors.js").Vectors} */
const { books, vectors } = JSON.parse(readFileSync(workerData.vectors, "utf-8"))
/** @type {Place[]} */
const places = workerData.places
const beats = new Int32Array(workerData.beats)
/** For each mutant the vectors that come by it. @type {number[][]} */
const passing = places.map(() => [])
/** The vectors that caught the most recent mutants. @type {number[]} */
let sharp = []

/** @param {string} folder */
const modules = async folder => ({
  planner: await import(pathToFileURL(`${folder}/planner.js`).href),
  loader: await import(pathToFileURL(`${folder}/handbook.js`).href),
})

/** @param {Range[]} ranges @param {number} at */
const counted = (ranges, at) => {
  const around = ranges.filter(({ startOffset, endOffset }) => startOffset <= at && at < endOffset)
  return around.sort((one, other) => one.endOffset - one.startOffset - (other.endOffset - other.startOffset))[0]?.count ?? 0
}

/** @param {string} folder */
const explored = async folder => {
  const session = new Session()
  session.connect()
  session.post("Profiler.enable")
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true })
  const { planner, loader } = await modules(folder)
  const base = pathToFileURL(`${folder}/`).href
  for (const [n, vector] of vectors.entries()) {
    Atomics.add(beats, 0, 1)
    const found = failure(planner, loader, books[vector.book], vector)
    if (found) return `the vectors fail on the code as it is: ${found}`
    session.post("Profiler.takePreciseCoverage", (_, { result }) => {
      /** @type {Map<string, Range[]>} */
      const ranges = new Map(result.filter(({ url }) => url.startsWith(base)).map(
        ({ url, functions }) => [url.slice(base.length), functions.flatMap(each => each.ranges)]))
      places.forEach(({ file, start, top }, mutant) => {
        if (top || counted(ranges.get(file) ?? [], start)) passing[mutant].push(n)
      })
    })
  }
  session.disconnect()
  return ""
}

/** @param {string} folder @param {number} mutant */
const caughtBy = async (folder, mutant) => {
  try {
    const { planner, loader } = await modules(folder)
    const first = sharp.filter(n => passing[mutant].includes(n))
    for (const n of new Set([...first, ...passing[mutant]])) {
      Atomics.add(beats, 0, 1)
      const found = failure(planner, loader, books[vectors[n].book], vectors[n])
      if (!found) continue
      sharp = [n, ...sharp.filter(each => each !== n)].slice(0, 60)
      return found
    }
    return ""
  } catch (error) {
    return String(error)
  }
}

parentPort?.on("message", async ({ folder, mutant }) => {
  parentPort?.postMessage(mutant < 0 ? await explored(folder) : await caughtBy(folder, mutant))
})
