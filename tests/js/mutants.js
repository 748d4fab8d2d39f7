// Changes the planner in small ways and says which of them the vectors notice: tests/mutants_js.py starts this.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Worker } from "node:worker_threads"
import { changed, mutantsOf, parses, shuffled } from "./mutating.js"

/** @typedef {import("./mutating.js").Mutant} Mutant */

const PLAN = fileURLToPath(new URL("../../templates/site/assets/plan/", import.meta.url))
/** A vector takes milliseconds: after so many without an answer, a mutant runs for ever. */
const PATIENCE = 60_000

const [wanted, seed, workers] = process.argv.slice(2, 5).map(Number)
const listed = process.argv[5] === "list"
const files = ["planner.js", ...readdirSync(join(PLAN, "planner")).sort().map(name => `planner/${name}`)]
const sources = new Map(files.map(name => [name, readFileSync(join(PLAN, name), "utf-8")]))
const all = [...sources].flatMap(([name, source]) => mutantsOf(name, source))
/** @type {Mutant[]} */
const picked = []
for (const mutant of shuffled(all, seed)) {
  if (picked.length < wanted && parses(mutant, sources.get(mutant.file) ?? "")) picked.push(mutant)
}
const told = (/** @type {Mutant} */ { file, line, operator, before, after }) =>
  `${file}:${line}: ${operator}: ${before} → ${after.replace(/\s+/g, " ").slice(0, 90)}`

const base = mkdtempSync(join(tmpdir(), "mutants-"))
writeFileSync(join(base, "package.json"), '{"type": "module"}')

/** One worker at a time, started anew where a mutant ran for ever. */
class Judge {
  constructor() {
    this.beats = new SharedArrayBuffer(4)
    this.worker = this.started()
  }

  started() {
    return new Worker(new URL("mutants.worker.js", import.meta.url), {
      workerData: { vectors: process.env.VECTORS, beats: this.beats },
      resourceLimits: { maxOldGenerationSizeMb: 2000 },
    })
  }

  /**
   * Returns what caught a mutant, or "".
   * @param {string} folder
   * @returns {Promise<string>}
   */
  judge(folder) {
    return new Promise(done => {
      const worker = this.worker
      let last = -1
      const watch = setInterval(() => {
        const beat = Atomics.load(new Int32Array(this.beats), 0)
        if (beat === last) finish("time", true)
        last = beat
      }, PATIENCE)
      const finish = (/** @type {string} */ found, /** @type {boolean} */ broken) => {
        clearInterval(watch)
        worker.off("message", answered).off("error", failed)
        if (broken) {
          worker.on("error", () => {})
          worker.terminate()
          this.worker = this.started()
        }
        done(found)
      }
      const answered = (/** @type {string} */ found) => finish(found, false)
      const failed = (/** @type {Error} */ error) => finish(`memory: ${error}`, true)
      worker.on("message", answered).on("error", failed)
      worker.postMessage(folder)
    })
  }
}

/** @param {string} name @param {string} source */
const written = (name, source) => {
  const folder = mkdtempSync(join(base, "m-"))
  cpSync(PLAN, folder, { recursive: true })
  writeFileSync(join(folder, name), source)
  return folder
}

const main = async () => {
  console.log(`${picked.length} of ${all.length} mutants of ${sources.size} files`)
  if (listed) return console.log(picked.map(told).join("\n"))
  /** @type {Mutant[]} */
  const survivors = []
  let [judged, timed] = [0, 0]
  const queue = [...picked]
  await Promise.all(Array.from({ length: workers }, async () => {
    const judge = new Judge()
    const asIs = await judge.judge(written("dates.js", sources.get("dates.js") ?? ""))
    if (asIs) throw new Error(`the vectors fail on the code as it is: ${asIs}`)
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const folder = written(mutant.file, changed(mutant, sources.get(mutant.file) ?? ""))
      const found = await judge.judge(folder)
      rmSync(folder, { recursive: true })
      if (!found) survivors.push(mutant)
      if (!found) console.log(`survived  ${told(mutant)}`)
      if (found === "time") timed += 1
      judged += 1
      if (judged % 50 === 0) console.log(`${judged} of ${picked.length}`)
    }
    await judge.worker.terminate()
  }))
  const caught = judged - survivors.length
  const share = (100 * caught / Math.max(1, judged)).toFixed(1)
  console.log(`caught ${caught} of ${judged} (${share} %), ${timed} of them by time; ${survivors.length} survive`)
  console.log(survivors.map(told).sort().join("\n"))
}

try {
  await main()
} finally {
  rmSync(base, { recursive: true, force: true })
}
