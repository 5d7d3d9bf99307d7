/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concert.launcher.config.ProcessConfig;
import org.concert.launcher.config.Template;

/**
 * The command of a process with its chosen variants: templates, each of which may hold the one before it as
 * <code>{cmd}</code>. What a template without <code>{cmd}</code> replaces needs no parameters any more.
 */
final class ComposedCommand {

    private final Template first;
    private final List<Template> around;

    private ComposedCommand(Template first, List<Template> around) {
        this.first = first;
        this.around = around;
    }

    /**
     * Compose the command of a process.
     *
     * @param choices the chosen variants, in the order in which they change the command
     */
    static ComposedCommand of(ProcessConfig process, List<Choice> choices) {
        Template first = process.cmd();
        List<Template> around = new ArrayList<>();
        for (Choice choice : choices) {
            Template next = choice.effect().cmd();
            if (next != null && next.names().contains(ProcessConfig.COMMAND_SO_FAR)) {
                around.add(next);
            } else if (next != null) {
                first = next;
                around.clear();
            }
        }
        return new ComposedCommand(first, around);
    }

    /** Return the parameters that it needs. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        around.forEach(template -> names.addAll(template.names()));
        names.remove(ProcessConfig.COMMAND_SO_FAR);
        names.addAll(first.names());
        return names;
    }

    /**
     * Return the command with its parameters filled in.
     *
     * @param values a value for each of {@link #names()}
     */
    String expand(Map<String, String> values) {
        String command = first.expand(values);
        Map<String, String> withCommand = new HashMap<>(values);
        for (Template template : around) {
            withCommand.put(ProcessConfig.COMMAND_SO_FAR, command);
            command = template.expand(withCommand);
        }
        return command;
    }
}
