/** Values: what was typed brought to the form that is sent, and what is still wrong with it (an English sentence). */

const NUMBER = /^-?\d{1,18}(\.\d{1,9})?$/;
const GROUPED = /^-?\d{1,3}(\.\d{3})+$/;

/** Digits as people type them, with a decimal comma or point. */
export function typedNumber(typed, decimals = 0) {
  const plain = typed.replace(/[\s\u00a0]/g, "");
  if (!decimals && GROUPED.test(plain)) return plain.replaceAll(".", "");
  return plain.replace(",", ".");
}

/** A whole number from 0 on, or null. */
export const typedCount = (typed) => (/^\d{1,10}$/.test(typed.replace(/[\s.]/g, "")) ? Number(typed.replace(/[\s.]/g, "")) : null);

/** Why this value of a question or a column cannot be sent yet; '' when it can. asked: {answer, …} of the item. */
export function wrongWith(asked, value) {
  if (value === null || value === undefined || value === "") return "";
  return (CHECKS[asked.answer] || (() => ""))(asked, value);
}

const CHECKS = {
  number(asked, value) {
    if (!NUMBER.test(value)) return "Enter a number: digits only.";
    if ((value.split(".")[1] || "").length > (asked.decimals || 0)) return "Too many digits after the decimal sign.";
    const low = asked.min !== null && asked.min !== undefined && Number(value) < Number(asked.min);
    const high = asked.max !== null && asked.max !== undefined && Number(value) > Number(asked.max);
    return low || high ? "This number is outside the range that is allowed." : "";
  },
  share(_asked, { count, of }) {
    if (count === null || of === null) return "Enter both numbers.";
    return count > of ? "The part cannot be larger than the whole." : "";
  },
  date: (_asked, value) => (value < "1990-01-01" || value >= "2100-01-01" ? "Enter a day between 1990 and 2099." : ""),
};

/** Why a row of a table, or what is looked at in a dossier, cannot be sent yet. */
export function wrongWithRow(columns, row) {
  for (const column of columns) {
    const wrong = wrongWith(column, row[column.key]);
    if (wrong) return wrong;
  }
  const holds = Object.values(row).some((cell) => cell !== null && cell !== "");
  const lacks = columns.some((c) => c.required && (row[c.key] === null || row[c.key] === undefined || row[c.key] === ""));
  return holds && lacks ? "Fill in the columns marked as needed." : "";
}

/** Whether a row holds nothing. */
export const isEmptyRow = (row) => !row || Object.values(row).every((cell) => cell === null || cell === "" || cell === undefined);
