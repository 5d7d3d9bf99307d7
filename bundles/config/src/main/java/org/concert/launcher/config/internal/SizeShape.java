/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size in bytes, more than 0: {@code 50MB}, {@code 512KiB}, {@code 1.5GB}, or a number of bytes. */
final class SizeShape implements Shape<Long> {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?) ?([A-Za-z]*)");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000_000L);
    private static final Map<String, Long> BYTES = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("B", 1L),
            Map.entry("kB", 1_000L),
            Map.entry("KB", 1_000L),
            Map.entry("MB", 1_000_000L),
            Map.entry("GB", 1_000_000_000L),
            Map.entry("TB", 1_000_000_000_000L),
            Map.entry("KiB", 1L << 10),
            Map.entry("MiB", 1L << 20),
            Map.entry("GiB", 1L << 30),
            Map.entry("TiB", 1L << 40));

    @Override
    public Long parse(String text) throws UnfitException {
        Matcher matcher = SIZE.matcher(text);
        Long unit = matcher.matches() ? BYTES.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new UnfitException(Quoted.of(text) + " is not a size; write it like 50MB, 512KiB, 1GB or 1000000");
        }
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        if (bytes.compareTo(BigDecimal.ONE) < 0 || bytes.compareTo(LARGEST) > 0) {
            throw new UnfitException("must be from 1 byte to 1000 TB, not " + Quoted.of(text));
        }
        return bytes.longValue();
    }
}
