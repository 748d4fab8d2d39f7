// "Keep on this device": the form's state and the log in this browser's storage, if the reader wants that. Off at first.

import { brief, settled, stateFrom } from "./fragment.js"

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./types.js").LogEntry} LogEntry */
/** @typedef {{name: string, entries: unknown[]}} KeptLog a log as it was read, with the name of its file */
/** @typedef {{state: State, log: KeptLog | null}} Kept */

const VERSION = 1
/** One plan per site: several may share a host. */
const KEY = `rehearsal-plan:${new URL("../../", import.meta.url).pathname}`

/**
 * Returns what is kept, or null if nothing is, or nothing that can be read.
 * @param {Storage | null} storage null where it is blocked
 * @returns {Kept | null}
 */
export function kept(storage) {
  try {
    const { version, state, log } = JSON.parse(storage?.getItem(KEY) ?? "null") ?? {}
    if (version !== VERSION) return null
    const known = log && typeof log.name === "string" && Array.isArray(log.entries)
    return { state: stateFrom(state), log: known ? { name: log.name, entries: log.entries } : null }
  } catch {
    return null
  }
}

/**
 * Keeps a state and a log. Returns false if the storage is blocked or full.
 * @param {Storage | null} storage null where it is blocked
 * @param {State} state
 * @param {KeptLog | null} log
 */
export function keep(storage, state, log) {
  try {
    if (!storage) return false
    storage.setItem(KEY, JSON.stringify({ version: VERSION, state: brief(settled(state)), log }))
    return true
  } catch {
    return false
  }
}

/**
 * Forgets what is kept. Returns false if the storage is blocked.
 * @param {Storage | null} storage null where it is blocked
 */
export function forget(storage) {
  try {
    storage?.removeItem(KEY)
    return Boolean(storage)
  } catch {
    return false
  }
}
