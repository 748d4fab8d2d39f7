// Small things that the plan's parts are built with. Text is always set as text: no part of a plan can become markup.

/** @typedef {Node | string | null | false | undefined} One something to show, or nothing */
/** @typedef {One | (One | (One | One[])[])[]} Child */
/** @typedef {Record<string, string | boolean | null | undefined>} Attributes */

/**
 * An element with a class, attributes and children. An attribute that is false, null or undefined is left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name its class, or an empty string
 * @param {Attributes} attributes
 * @param {...Child} children strings become text
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, name, attributes, ...children) {
  const made = document.createElement(tag)
  if (name) made.className = name
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "")
    else if (typeof value === "string") made.setAttribute(key, value)
  }
  made.append(...flat(children))
  return made
}

/**
 * Children without the empty ones, nested lists unfolded.
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
export function flat(children) {
  /** @type {(Node | string)[]} */
  const found = []
  for (const each of children) {
    if (Array.isArray(each)) found.push(...flat(each))
    else if (each) found.push(each)
  }
  return found
}

/**
 * An element with a class and children, without attributes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const plain = (tag, name, ...children) => element(tag, name, {}, ...children)

/**
 * A head of a table.
 * @param {string[]} names
 * @returns {HTMLElement}
 */
export const head = names =>
  plain("thead", "", plain("tr", "", names.map(name => element("th", "", { scope: "col" }, name))))

/**
 * Puts new children into a part that is on the page. If nothing would change, nothing is touched. What the reader has
 * opened stays open, and the focus stays on what has the same `data-key`.
 * @param {HTMLElement} part
 * @param {Child[]} children
 */
export function settle(part, children) {
  const next = /** @type {HTMLElement} */ (part.cloneNode(false))
  next.append(...flat(children))
  for (const each of part.querySelectorAll("details[data-key]")) {
    const same = keyed(next, each)
    if (same instanceof HTMLDetailsElement) same.open = /** @type {HTMLDetailsElement} */ (each).open
  }
  if (next.innerHTML === part.innerHTML) return
  const focused = part.contains(document.activeElement) ? document.activeElement : null
  part.replaceChildren(...next.childNodes)
  if (!focused || part.contains(focused)) return
  const same = keyed(part, focused)
  if (same instanceof HTMLElement) same.focus({ preventScroll: true })
}

/**
 * The element below `root` that stands for the same thing as another.
 * @param {Element} root
 * @param {Element} other
 * @returns {Element | null}
 */
function keyed(root, other) {
  const key = other.getAttribute("data-key")
  return key === null ? null : root.querySelector(`[data-key="${CSS.escape(key)}"]`)
}

/**
 * Copies a text; where the browser forbids it, the text is selected and copied from the page.
 * @param {string} text
 * @param {HTMLElement} shown the element that shows the text
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    if (shown instanceof HTMLInputElement) shown.select()
    else getSelection()?.selectAllChildren(shown)
    return document.execCommand("copy")
  }
}

/**
 * Moves the focus to a field of the form, or to the first thing in it that can have it.
 * @param {Element} field
 */
export function goTo(field) {
  const able = "input:not([type=hidden], :disabled), select, textarea, button:not(:disabled), summary, [tabindex]"
  const checked = field.querySelector(`input[type=radio]:checked`)
  const target = field.matches(able) ? field : checked ?? field.querySelector(able)
  for (let each = field.closest("details"); each; each = each.parentElement?.closest("details") ?? null) each.open = true
  if (!(target instanceof HTMLElement)) return
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: "center" })
}
