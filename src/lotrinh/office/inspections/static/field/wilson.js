/** Wilson's score interval without continuity correction: the same formula as on the server. */

/** The standard normal quantile of 0.975. */
const Z = 1.959963984540054;

/** {share, low, high} of count of `of`, at 95 %; null when nothing was looked at or something is not known. */
export function wilson(count, of) {
  if (count === null || of === null || count === undefined || !of) return null;
  const share = count / of;
  const centre = share + (Z * Z) / (2 * of);
  const reach = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const whole = 1 + (Z * Z) / of;
  return {
    share,
    low: count === 0 ? 0 : (centre - reach) / whole,
    high: count === of ? 1 : (centre + reach) / whole,
  };
}
