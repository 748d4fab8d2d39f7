// Days as whole numbers, counted from 1 January 1970. Nothing here asks for the time or the time zone of a device.
/** @import { Day, Iso } from "./types.js" */

/** Days from 1 March of year 0, where leap days end a year, to 1 January 1970. */
const SHIFT = 719468
/** Days of 400 years. After that, the calendar begins again. */
const ERA = 146097

/**
 * Return the number of a day.
 * @param {Iso} iso
 * @returns {Day}
 */
export const dayOf = iso => {
  const [year, month, day] = iso.split("-").map(Number)
  const from = month > 2 ? year : year - 1 // a year from March to February
  const era = Math.floor(from / 400)
  const inEra = from - era * 400
  const inYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * ERA + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear - SHIFT
}

/**
 * Return the ISO date of a day.
 * @param {Day} day
 * @returns {Iso}
 */
export const isoOf = day => {
  const era = Math.floor((day + SHIFT) / ERA)
  const inEra = day + SHIFT - era * ERA
  const years = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365)
  const inYear = inEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100))
  const march = Math.floor((5 * inYear + 2) / 153) // months since March
  const month = march < 10 ? march + 3 : march - 9
  const year = years + era * 400 + (month <= 2 ? 1 : 0)
  const date = inYear - Math.floor((153 * march + 2) / 5) + 1
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`
}

/**
 * Return whether a text is the ISO date of a day that exists, in the years 1 to 9999.
 * @param {string} text
 * @returns {boolean}
 */
export const isIso = text => /^\d{4}-\d\d-\d\d$/.test(text) && text >= "0001" && isoOf(dayOf(text)) === text

/**
 * Return the weekday of a day: 0 is Monday.
 * @param {Day} day
 * @returns {number}
 */
export const weekdayOf = day => day + 3 - 7 * Math.floor((day + 3) / 7)
