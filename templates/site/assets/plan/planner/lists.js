// What Python has and JavaScript has not: lists sorted by keys, sums, and counts.

/**
 * Return a comparison by one key after another. Sorting by it keeps the order of equals.
 * @template T
 * @param {...((each: T) => number | string)} keys
 * @returns {(one: T, other: T) => number}
 */
export const by = (...keys) => (one, other) => {
  for (const key of keys) {
    const [left, right] = [key(one), key(other)]
    if (left < right) return -1
    if (left > right) return 1
  }
  return 0
}

/**
 * Return the least of a list that isn't empty, by one key after another; the first of equals.
 * @template T
 * @param {readonly T[]} list
 * @param {...((each: T) => number)} keys
 * @returns {T}
 */
export const least = (list, ...keys) => [...list].sort(by(...keys))[0]

/**
 * Return the greatest of a list that isn't empty, by one key after another; the first of equals.
 * @template T
 * @param {readonly T[]} list
 * @param {...((each: T) => number)} keys
 * @returns {T}
 */
export const greatest = (list, ...keys) => least(list, ...keys.map(key => (/** @type {T} */ each) => -key(each)))

/**
 * Return the sum of numbers.
 * @param {readonly number[]} numbers
 * @returns {number}
 */
export const sum = numbers => numbers.reduce((all, each) => all + each, 0)

/**
 * Return how many of a list meet a condition.
 * @template T
 * @param {Iterable<T>} list
 * @param {(each: T) => boolean} condition
 * @returns {number}
 */
export const count = (list, condition) => {
  let found = 0
  for (const each of list) if (condition(each)) found += 1
  return found
}

/**
 * Return a list without repetitions, in the order in which each was first there.
 * @template T
 * @param {Iterable<T>} list
 * @returns {T[]}
 */
export const unique = list => [...new Set(list)]

/**
 * Add to the number that a map has for a key, 0 at first.
 * @template K
 * @param {Map<K, number>} counter
 * @param {K} key
 * @param {number} [more]
 * @returns {void}
 */
export const add = (counter, key, more = 1) => {
  counter.set(key, (counter.get(key) ?? 0) + more)
}

/**
 * Return the value of a key that a map has.
 * @template K, V
 * @param {ReadonlyMap<K, V>} map
 * @param {K} key
 * @returns {V}
 */
export const valueOf = (map, key) => {
  const value = map.get(key)
  if (value === undefined) throw new RangeError(`nothing is known of ${key}`)
  return value
}

/**
 * Return the value that an object has itself for a name, not one that every object inherits.
 * @template T
 * @param {Readonly<Record<string, T>>} object
 * @param {string} name
 * @returns {T | undefined}
 */
export const own = (object, name) => Object.hasOwn(object, name) ? object[name] : undefined
