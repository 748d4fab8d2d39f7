// Holds one mutant after another against the vectors, until the first that differs. Started by mutants.js.
import { readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { parentPort, workerData } from "node:worker_threads"
import { failure } from "./vectors.js"

/** @type {import("./vectors.js").Vectors} */
const { books, vectors } = JSON.parse(readFileSync(workerData.vectors, "utf-8"))
const beats = new Int32Array(workerData.beats)
/** The places of vectors, mixed, so that each kind of vector comes early; those that caught a mutant come first. */
let order = vectors.map((_, n) => n).sort((one, other) => one * 617 % vectors.length - other * 617 % vectors.length)

/** @param {string} folder */
const caughtBy = async folder => {
  try {
    const planner = await import(pathToFileURL(`${folder}/planner.js`).href)
    const loader = await import(pathToFileURL(`${folder}/handbook.js`).href)
    for (const n of order) {
      Atomics.add(beats, 0, 1)
      const found = failure(planner, loader, books[vectors[n].book], vectors[n])
      if (!found) continue
      order = [n, ...order.filter(each => each !== n)]
      return found
    }
    return ""
  } catch (error) {
    return String(error)
  }
}

parentPort?.on("message", async folder => parentPort?.postMessage(await caughtBy(folder)))
