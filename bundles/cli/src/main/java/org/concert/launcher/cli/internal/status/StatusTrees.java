/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.TransportException;
import org.concert.launcher.cli.internal.terminal.Environment;
import org.concert.launcher.cli.internal.terminal.Futures;
import org.concert.launcher.cli.internal.view.Branches;

/** Prints a table of processes with the programs of each below its row. */
public final class StatusTrees {

    private final Environment environment;
    private final Launcher launcher;

    public StatusTrees(Environment environment, Launcher launcher) {
        this.environment = environment;
        this.launcher = launcher;
    }

    /**
     * Print them; all are asked for at once.
     *
     * @param processes the processes
     * @param table its header, then a row for each of the processes
     * @param reasons takes why a tree could not be had
     */
    public void print(List<ProcessSnapshot> processes, List<String> table, List<String> reasons)
            throws LauncherException, InterruptedException {
        Map<String, CompletableFuture<String>> trees = new LinkedHashMap<>();
        for (ProcessSnapshot process : processes) {
            if (process.pid() != null) {
                trees.put(process.name(), launcher.processTree(process.name()));
            }
        }
        environment.out().println(table.get(0));
        for (int i = 0; i < processes.size(); i++) {
            environment.out().println(table.get(i + 1));
            CompletableFuture<String> tree = trees.get(processes.get(i).name());
            if (tree != null) {
                print(tree, reasons);
            }
        }
    }

    private void print(CompletableFuture<String> tree, List<String> reasons)
            throws LauncherException, InterruptedException {
        try {
            Branches branches = Branches.of(environment.utf8());
            Futures.await(tree).lines().forEach(line -> environment.out().println("  " + branches.drawLine(line)));
        } catch (TransportException e) {
            e.complaints().stream().filter(reason -> !reasons.contains(reason)).forEach(reasons::add);
        }
    }
}
