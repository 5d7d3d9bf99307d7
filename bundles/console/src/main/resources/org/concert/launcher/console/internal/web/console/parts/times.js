// SPDX-License-Identifier: Apache-2.0
// The order of lines. Times are compared as numbers: as texts, 12:00:05Z stands behind 12:00:05.500Z.

/** Return [moment, line] for lines of one process; a line without a time belongs to the one before it. */
export function moments(lines) {
  let last = Date.parse(lines.find((line) => line.time)?.time ?? '') || 0;
  return lines.map((line) => {
    last = line.time ? Date.parse(line.time) : last;
    return [last, line];
  });
}

/** Return [id, line] of several processes by time. */
export function byTime(lines) {
  const last = new Map();
  const timed = lines.map(([id, line]) => {
    if (line.time) {
      last.set(id, Date.parse(line.time));
    }
    return [last.get(id) ?? 0, id, line];
  });
  return timed.sort((a, b) => a[0] - b[0]).map(([, id, line]) => [id, line]);
}
