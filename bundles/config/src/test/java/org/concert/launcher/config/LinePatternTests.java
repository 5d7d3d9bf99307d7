/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePatternTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "rate \\d+ ~ rate 10",
                "^[\\d.]+\\s\\w+$ ~ 1.5 m_s",
                "\\bup\\b ~ it is up now",
                "up in \\d{1,3}(ms|s)\\. ~ up in 12ms.",
                "\\[INFO\\] \\S+ ready ~ [INFO] camera ready",
                "[]x]\\D$ ~ ]a",
                "[[:alpha:]\\d]+: ok ~ cam0: ok",
                "a\\/b\\\\c ~ a/b\\c",
                "x\\ty ~ x\ty",
                "state=(READY|UP)|listening ~ listening",
                "[\\.\\w]+@host ~ a.b@host"
            })
    void whatPeopleWriteFindsTheLineThatTheyMean(String pattern, String line) throws Exception {
        assertThat(LinePattern.complaint(pattern)).isEmpty();
        assertThat(grep(LinePattern.forGrep(pattern), line)).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"rate \\d+ ~ rate ddd", "^\\S+$ ~ a b", "[^\\d]x ~ 5x", "a.c\\. ~ abcd"})
    void andNoOther(String pattern, String line) throws Exception {
        assertThat(grep(LinePattern.forGrep(pattern), line)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "(?i)ready ~ is no regular expression for grep -E: (? is not known; write ( for a group",
                "a.*?b ~ is no regular expression for grep -E: *? is not known; leave the ? out, as a line that matches the one matches the other",
                "[ab ~ is no regular expression for grep -E: [ab has no ]; write \\[ for the character",
                "(ab ~ is no regular expression for grep -E: a ( has no ); write \\( for the character",
                "ab) ~ is no regular expression for grep -E: a ) has no (; write \\) for the character",
                "\\pL ~ is no regular expression for grep -E: \\p is not known; \\d, \\s, \\w, \\t and \\b are",
                "[\\]] ~ is no regular expression for grep -E: within [...] no character is escaped: a ] stands first, a - last, a ^ not first",
                "[\\S] ~ is no regular expression for grep -E: \\S is not known within [...]; \\d, \\s, \\w and \\t are",
                "[[:alpha] ~ is no regular expression for grep -E: [:alpha] has no :]",
                "up\\ ~ is no regular expression for grep -E: a \\ is its end; write \\\\ for the character",
                "' ' ~ must not be empty"
            })
    void whatGrepWouldTakeForSomethingElseIsTold(String pattern, String complaint) {
        assertThat(LinePattern.complaint(pattern)).isEqualTo(complaint);
    }

    @Test
    void whatIsWrongIsNotTranslated() {
        assertThatThrownBy(() -> LinePattern.forGrep("(")).isInstanceOf(IllegalArgumentException.class);
    }

    private static int grep(String pattern, String line) throws IOException, InterruptedException {
        Process grep = new ProcessBuilder("grep", "-E", "-q", "--", pattern).start();
        grep.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        grep.getOutputStream().close();
        assertThat(grep.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return grep.exitValue();
    }
}
