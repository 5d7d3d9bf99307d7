/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import static org.concert.launcher.distribution.Roff.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** The man page of the launcher file: its documentation, {@code launcher-yaml.md}. */
final class GuidePage {

    /** What it is called. */
    static final String NAME = "launcher.yaml";

    private static final String WHAT_IT_IS = "what a robot runs, where, in which order, and when it is ready";

    private GuidePage() {}

    /** Return the page for a text in Markdown. */
    static String of(String markdown, String version) {
        Roff page = new Roff(NAME, 5, version);
        page.section("Name");
        page.paragraph(text(NAME) + " \\- " + text(WHAT_IT_IS));
        page.section("Description");
        Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(markdown)
                .accept(new Blocks(page));
        page.section("See also");
        page.paragraph(
                Roff.bold(text("concert_launcher")) + "(1), " + Roff.bold(text("concert_launcher-validate")) + "(1)");
        return page.toString();
    }

    /** Writes the blocks, one after the other. */
    private static final class Blocks extends AbstractVisitor {

        private final Roff page;

        Blocks(Roff page) {
            this.page = page;
        }

        @Override
        public void visit(Heading heading) {
            if (heading.getLevel() == 2) {
                page.section(plain(heading));
            } else if (heading.getLevel() > 2) {
                page.subsection(plain(heading));
            }
        }

        @Override
        public void visit(Paragraph paragraph) {
            page.paragraph(words(paragraph));
        }

        @Override
        public void visit(BulletList list) {
            children(list).forEach(entry -> page.bullet(words(entry)));
        }

        @Override
        public void visit(FencedCodeBlock code) {
            page.verbatim(code.getLiteral().lines().map(Roff::text).toList());
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            page.verbatim(code.getLiteral().lines().map(Roff::text).toList());
        }

        @Override
        public void visit(CustomBlock block) {
            if (!(block instanceof TableBlock)) {
                throw new IllegalArgumentException(
                        "Cannot write a " + block.getClass().getSimpleName() + " in a man page");
            }
            List<String> columns = new ArrayList<>();
            for (Node part : children(block)) {
                for (Node row : children(part)) {
                    List<String> cells =
                            children(row).stream().map(GuidePage::words).toList();
                    if (part instanceof TableHead) {
                        columns.addAll(cells);
                    } else {
                        page.item(cells.get(0), row(columns, cells));
                    }
                }
            }
        }

        /** A man page is narrow: a row is an item, and its cells are said after each other, each with the title of its column. */
        private static String row(List<String> columns, List<String> cells) {
            List<String> said = new ArrayList<>();
            for (int i = 1; i < cells.size(); i++) {
                boolean explains = columns.get(i).equals("meaning");
                if (!cells.get(i).isEmpty()) {
                    said.add(explains ? cells.get(i) : columns.get(i) + ": " + cells.get(i));
                }
            }
            return String.join("; ", said);
        }
    }

    private static List<Node> children(Node parent) {
        List<Node> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    private static String plain(Node node) {
        if (node instanceof Text text) {
            return text.getLiteral();
        } else if (node instanceof Code code) {
            return code.getLiteral();
        }
        return children(node).stream().map(GuidePage::plain).collect(Collectors.joining());
    }

    /** Return the words of a node and all in it. A link is its words: where it leads, a page cannot show. */
    private static String words(Node node) {
        if (node instanceof Text text) {
            return text(text.getLiteral());
        } else if (node instanceof Code code) {
            return Roff.bold(text(code.getLiteral()));
        } else if (node instanceof SoftLineBreak) {
            return " ";
        }
        String all = children(node).stream().map(GuidePage::words).collect(Collectors.joining());
        return node instanceof Emphasis || node instanceof StrongEmphasis ? Roff.italic(all) : all;
    }
}
