// Hashes: of questions, so that nobody chooses them (rule 40), and of a plan, which is its fingerprint (rule 39).
import { sha256 } from "./sha256.js"

const encoder = new TextEncoder()
/** The two hex digits of each byte. */
const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

/**
 * Return the SHA-256 of a text, as hex digits.
 * @param {string} text
 * @returns {string}
 */
export const hashOf = text => {
  let digits = ""
  for (const byte of /** @type {Uint8Array} */ (sha256(encoder.encode(text)))) digits += DIGITS[byte]
  return digits
}

/**
 * The hashes of one candidate's questions, kept for the next plan: a form plans again after every change.
 * @type {{id: string, hashes: Map<string, string>}}
 */
let kept = { id: "", hashes: new Map() }

/**
 * Return the hash by which a candidate's questions are sorted (rule 40).
 * @param {string} candidateId
 * @param {string} questionId
 * @returns {string}
 */
export const questionHash = (candidateId, questionId) => {
  if (kept.id !== candidateId) kept = { id: candidateId, hashes: new Map() }
  const known = kept.hashes.get(questionId)
  if (known) return known
  const hash = hashOf(`${candidateId}/${questionId}`)
  kept.hashes.set(questionId, hash)
  return hash
}

/**
 * Return data as compact JSON with sorted keys, as Python's `json.dumps` writes it.
 * @param {unknown} data
 * @returns {string}
 */
const sortedJson = data => {
  if (Array.isArray(data)) return `[${data.map(sortedJson).join(",")}]`
  if (typeof data !== "object" || data === null) return JSON.stringify(data)
  const parts = Object.entries(data).sort(([one], [other]) => one < other ? -1 : 1)
  return `{${parts.map(([key, value]) => `${JSON.stringify(key)}:${sortedJson(value)}`).join(",")}}`
}

/**
 * Return the fingerprint of a plan: 12 hex digits over all its fields but the fingerprint (rule 39).
 * @param {import("../types.js").Plan} plan
 * @returns {string}
 */
export const fingerprintOf = plan => {
  const { fingerprint, ...rest } = plan
  return hashOf(sortedJson(rest)).slice(0, 12)
}
