/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A launcher file and all its processes at a glance. Its name is
 * {@code org.concert.launcher:type=Launcher,session=<default session>}.
 *
 * <p>Attributes and operations keep what {@link ProcessMXBean} promises. It sends the notifications of all its
 * processes, in the order in which things happened.
 */
@Description("A launcher file and all its processes")
public interface LauncherMXBean {

    /** Return the path of the launcher file. */
    @Description("The launcher file")
    String getFile();

    /** Return the default session of the launcher file. */
    @Description("The default tmux session of the launcher file")
    String getSession();

    /** Return the version of Concert Launcher. */
    @Description("The version of Concert Launcher")
    String getVersion();

    /** Return the processes in the order of the file. */
    @Description("The processes, in the order of the launcher file")
    String[] getProcesses();

    /** Return the machines in the order of the file. */
    @Description("The machines the processes run on")
    String[] getMachines();

    /** Return the state of every process. */
    @Description("The state of every process")
    Map<String, String> getStates();

    /** Return how many processes are in each state; states that none is in count 0. */
    @Description("How many processes are in each state")
    @Values(units = "processes")
    Map<String, Integer> getStateCounts();

    /** Return how many processes are READY. */
    @Description("How many processes are ready")
    @Values(units = "processes", min = 0)
    int getReadyCount();

    /** Return how many processes are FAILED. */
    @Description("How many processes have failed")
    @Values(units = "processes", min = 0)
    int getFailedCount();

    /** Return what looks wrong in the launcher file but keeps nothing else from running, a line each. */
    @Description("What looks wrong in the launcher file but keeps nothing else from running")
    String[] getWarnings();

    /** Return why the launcher file, as it is, is not in force, with all its mistakes; empty if it is. */
    @Description("Why the launcher file, as it is, is not in force: all its mistakes; empty if it is")
    String getConfigError();

    /** Return the targets of the launcher file. */
    @Description("The targets of the launcher file")
    String[] getTargets();

    /** Return the target in force: {@code custom} if what runs is none, empty if nothing runs. */
    @Description("The target in force: 'custom' if what runs is none of them, empty if nothing runs")
    String getTarget();

    /** Return what would have to be done for all to be as the target in force says, a line each. */
    @Description("What would have to be done for all to be as the target in force says; empty if all is")
    String[] getDeviations();

    /** Return how many notifications were dropped because a listener was too slow. */
    @Description("How many notifications were dropped because a listener did not keep up")
    @Values(units = "notifications", min = 0)
    long getDroppedNotifications();

    /**
     * Start processes, and everything they depend on.
     *
     * @param names processes, separated by spaces or commas; at least one
     * @param variants flags and options, separated by commas; may be empty
     * @param params {@code name:=value}, separated by spaces; may be empty
     */
    @Description("Start processes, and everything they depend on")
    void start(
            @Description("Processes, separated by spaces or commas") @Nullable String names,
            @Description("Flags and options, separated by commas; may be empty") @Nullable String variants,
            @Description("Parameters as name:=value, separated by spaces; may be empty") @Nullable String params);

    /**
     * Return what such a start would run, a line each, in starting order; runs nothing.
     *
     * @param names processes, separated by spaces or commas; at least one
     * @param variants flags and options, separated by commas; may be empty
     * @param params {@code name:=value}, separated by spaces; may be empty
     */
    @Description("What such a start would run, in starting order; runs nothing")
    String[] plan(
            @Description("Processes, separated by spaces or commas") @Nullable String names,
            @Description("Flags and options, separated by commas; may be empty") @Nullable String variants,
            @Description("Parameters as name:=value, separated by spaces; may be empty") @Nullable String params);

    /**
     * Stop processes, their running dependants first.
     *
     * @param names processes, separated by spaces or commas; at least one
     */
    @Description("Stop processes, their running dependants first")
    void stop(@Description("Processes, separated by spaces or commas") @Nullable String names);

    /**
     * Stop processes with SIGKILL at once, their running dependants first.
     *
     * @param names processes, separated by spaces or commas; at least one
     */
    @Description("Stop processes, their running dependants first, with SIGKILL at once")
    void kill(@Description("Processes, separated by spaces or commas") @Nullable String names);

    /**
     * Stop processes and start them again as they ran.
     *
     * @param names processes, separated by spaces or commas; at least one
     */
    @Description("Stop processes and start them again with the variants and parameters they ran with")
    void restart(@Description("Processes, separated by spaces or commas") @Nullable String names);

    /**
     * Have all that runs be what a target says: stop what is too much, start what is missing, restart what runs otherwise.
     *
     * @param target its name
     */
    @Description("Have all that runs be what a target says")
    void up(@Description("The target") @Nullable String target);

    /**
     * Return what that would do, a line each; does nothing.
     *
     * @param target its name
     */
    @Description("What 'up' would do; does nothing")
    String[] planUp(@Description("The target") @Nullable String target);

    /**
     * Read the launcher file again. What runs is not touched; if the file cannot be used, all stays as it was, and the
     * mistakes are the error of this operation.
     */
    @Description("Read the launcher file again; what runs is not touched")
    void reload();

    /**
     * Stop every process of the launcher file, and what was started from it and is not in it any more. What another file has started
     * in the same session is left.
     */
    @Description("Stop every process of the launcher file, and what was started from it and is not in it any more")
    void stopAll();
}
