/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuidePageTests {

    @Test
    void rowOfATableIsAnItemWithTheTitlesOfItsColumns() {
        String page = GuidePage.of("""
                | key | default | meaning |
                | --- | --- | --- |
                | `cwd` | none | folder to start in, see [Templates](#templates) |
                | `cmd` | | what to run |
                """, "1.2.3");

        assertThat(page)
                .contains(".TP\n\\fBcwd\\fR\ndefault: none; folder to start in, see Templates\n")
                .contains(".TP\n\\fBcmd\\fR\nwhat to run\n");
    }

    @Test
    void codeIsShownAsItIs() {
        String page = GuidePage.of("```yaml\ncontext:\n  .machines: 'x'\n\n```\n\n    # one\n", "1.2.3");

        assertThat(page)
                .contains(".nf\ncontext:\n  .machines: \\(aqx\\(aq\n\\&\n.fi\n")
                .contains(".nf\n# one\n.fi\n");
    }

    @Test
    void headingsAreSectionsAndLinesOfAParagraphOneText() {
        String page = GuidePage.of("# The launcher file\n\n## Keys of `context`\n\nOne\n*two*.\n\n* a\n* b\n", "1.2.3");

        assertThat(page)
                .contains(".SH \"KEYS OF CONTEXT\"\n.PP\nOne \\fItwo\\fR.\n.IP \\(bu 2\na\n.IP \\(bu 2\nb\n")
                .doesNotContain("THE LAUNCHER FILE");
    }
}
