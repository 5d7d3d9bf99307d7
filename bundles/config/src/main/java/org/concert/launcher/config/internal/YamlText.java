/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concert.launcher.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Turns text into YAML nodes, and what is not YAML into one line. No node is ever made into a Java object. */
final class YamlText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final Pattern CONFLICT = Pattern.compile("(?m)^<{7} ");

    private final Report report;

    YamlText(Report report) {
        this.report = report;
    }

    /** Return the mapping a text consists of. */
    MappingNode compose(String text) throws ConfigException {
        String clean = text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
        requirePrintable(clean);
        requireMerged(clean);
        Node root = nodes(clean);
        if (root == null
                || (root instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
            throw report.fatal("is empty; it needs at least one process, such as 'talker: {cmd: ./talker}'");
        }
        if (!(root instanceof MappingNode mapping)) {
            throw report.fatal(
                    report.placeOf(root.getStartMark()),
                    "a launcher file is a mapping of process names, not " + Value.kind(root));
        }
        new NodeGuard(report).check(mapping);
        return mapping;
    }

    private @Nullable Node nodes(String text) throws ConfigException {
        // The limits are GuardedParser's and NodeGuard's: these say where, and what to do.
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setNestingDepthLimit(Integer.MAX_VALUE);
        options.setTagInspector(tag -> true);
        GuardedParser parser = new GuardedParser(new ParserImpl(new StreamReader(text), options));
        try {
            return new Composer(parser, new TextResolver(), options).getSingleNode();
        } catch (RefusedYamlException e) {
            throw report.fatal(report.placeOf(e.mark()), e.complaint());
        } catch (MarkedYAMLException e) {
            throw report.fatal(report.placeOf(e.getProblemMark()), SyntaxComplaint.of(e, parser.anchors(), text));
        } catch (YAMLException e) {
            throw report.fatal("is not valid YAML: " + SyntaxComplaint.oneLine(e.getMessage()));
        }
    }

    private void requireMerged(String text) throws ConfigException {
        Matcher conflict = CONFLICT.matcher(text);
        if (conflict.find()) {
            TextPosition position = TextPosition.after(text.substring(0, conflict.start()));
            throw report.fatal(
                    report.placeOf(position.line(), position.column()),
                    "a merge conflict of git is left here; keep one of its sides, and remove the marks");
        }
    }

    private void requirePrintable(String text) throws ConfigException {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            if (!StreamReader.isPrintable(character)) {
                TextPosition position = TextPosition.after(text.substring(0, at));
                throw report.fatal(
                        report.placeOf(position.line(), position.column()),
                        "the control character U+%04X cannot stand in YAML; remove it".formatted(character));
            }
        }
    }

    /** Takes every scalar for text, so that {@code on}, {@code 1.50} and {@code ~} stay what they are. */
    private static final class TextResolver extends Resolver {

        @Override
        protected void addImplicitResolvers() {
            // none: nothing is a number, a date or a boolean until a key asks for one
        }
    }
}
