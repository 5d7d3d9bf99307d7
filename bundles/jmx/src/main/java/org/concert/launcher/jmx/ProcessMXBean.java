/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import java.math.BigDecimal;
import java.util.Date;
import java.util.Map;
import org.concert.launcher.api.ProcessState;
import org.jspecify.annotations.Nullable;

/**
 * One process. Its name is {@code org.concert.launcher:type=Process,session=<session>,name=<process>}.
 *
 * <p>An attribute is a read of the launcher's last snapshot: it runs no command and waits for nothing. An operation
 * that changes something returns once it is accepted; what becomes of it shows in {@link #getState()} and
 * {@link #getLastMessage()}. An operation that is refused at once throws {@link IllegalArgumentException} (the request
 * is wrong) or {@link IllegalStateException} (it cannot be had now), which a client needs no class of ours for.
 *
 * <p>Each state change is sent as a notification of type {@link ProcessNotifications#STATE}.
 */
@Description("A process of the robot: what it runs, how it is, and the means to start and stop it")
public interface ProcessMXBean {

    /** Return the process, as the launcher file names it. */
    @Description("The process, as the launcher file names it")
    String getName();

    /** Return the tmux session its window is in. */
    @Description("The tmux session its window is in")
    String getSession();

    /** Return where it runs. */
    @Description("Where it runs: local, user@host, ...")
    String getMachine();

    /** Return the container it is executed in, or null. */
    @Description("The container it is executed in on its machine, or null")
    @Nullable
    String getContainer();

    /** Return the command it was started with, or would be. */
    @Description("The command it was started with; when it does not run, the one a plain start would run")
    String getCommand();

    /** Return the name of its {@link org.concert.launcher.api.ProcessState state}. */
    @Description(
            "STOPPED, DONE, WAITING, BLOCKED, STARTING, RUNNING, READY, UNHEALTHY, STOPPING, BACKOFF, FAILED, EXITED or UNKNOWN")
    @Values(namesOf = ProcessState.class)
    String getState();

    /** Return the number of its state. */
    @Description("The state as a number: 0 not running, 1 on its way, 2 ready, -1 in trouble")
    @Values(min = -1, max = 2)
    int getCode();

    /** Return whether it is alive and has shown its readiness. */
    @Description("Whether it is alive and has shown its readiness")
    boolean isReady();

    /** Return the process id of its pane on its machine, or null. */
    @Description("The process id of its pane on its machine, or null when it does not live")
    @Values(min = 1)
    @Nullable
    Long getPid();

    /** Return how it ended, or null. */
    @Description("How it ended, or null; 128 + N when a shell saw it die of signal N")
    @Values(min = 0, max = 255)
    @Nullable
    Integer getExitCode();

    /** Return the signal that ended it, or null. */
    @Description("The signal that ended it, such as SIGSEGV, or null")
    @Nullable
    String getSignal();

    /** Return when it was started, or null. */
    @Description("When it was started, or null")
    @Nullable
    Date getStartTime();

    /** Return when it became ready, or null. */
    @Description("When its readiness was shown, or null")
    @Nullable
    Date getReadyTime();

    /** Return when it last ended, or null. */
    @Description("When it last ended, or null when it lives or that is not known")
    @Nullable
    Date getEndTime();

    /** Return for how many seconds it has been alive, or null. */
    @Description("For how many seconds it has been alive, or null when it is not")
    @Values(units = "seconds", min = 0)
    @Nullable
    Double getUptimeSeconds();

    /** Return its variants: a flag has no options, a group has those of which one may be chosen. */
    @Description("Its variants: a flag has no options, of the options of a group one may be chosen")
    Map<String, String[]> getVariants();

    /** Return what the launcher file declares of the parameters that it uses. */
    @Description("The parameters it uses, as declared: type, default, values, pattern, range and help")
    Parameter[] getAvailableParams();

    /** Return the variants it was started with. */
    @Description("The variants it was started with")
    String[] getSelectedVariants();

    /** Return the parameters given at its start. */
    @Description("The parameters given at its start")
    Map<String, String> getParams();

    /** Return its direct dependencies. */
    @Description("The processes that are started, and waited for, before it")
    String[] getDependsOn();

    /** Return the processes that depend on it, directly or not. */
    @Description("The processes that depend on it, directly or not: they are stopped before it")
    String[] getDependants();

    /** Return how often it was restarted by its restart policy. */
    @Description("How often it was restarted by its restart policy")
    @Values(units = "restarts", min = 0)
    int getRestartCount();

    /** Return the CPU use of its process tree, 100 being one core, or null. */
    @Description("The CPU use of its process tree in percent of one core, or null when not measured")
    @Values(units = "percent of one core", min = 0)
    @Nullable
    Double getCpuPercent();

    /** Return the resident memory of its process tree in bytes, or null. */
    @Description("The resident memory of its process tree in bytes, or null when not measured")
    @Values(units = "bytes", min = 0)
    @Nullable
    Long getResidentBytes();

    /** Return how many operating system processes its process tree has, or null. */
    @Description("How many operating system processes its process tree has, or null when not measured")
    @Values(units = "programs", min = 0)
    @Nullable
    Integer getProgramCount();

    /** Return one line on how it came to its state, or on why the last request failed; empty when nothing to say. */
    @Description("How it came to its state, or why the last request failed")
    String getLastMessage();

    /** Return where its output is captured on its machine, or null. */
    @Description("Where its output is captured on its machine, or null")
    @Nullable
    String getLogFile();

    /** Start it, and everything it depends on, without variants. Changes nothing if it runs. */
    @Description("Start it, and everything it depends on; changes nothing if it runs")
    void start();

    /**
     * Start it, and everything it depends on.
     *
     * @param variants flags and options, separated by commas; may be empty
     * @param params {@code name:=value}, separated by spaces; may be empty. A value may hold only letters, digits and
     *     {@code _./:=,@%+-}
     */
    @Description("Start it, and everything it depends on, with variants and parameters")
    void start(
            @Description("Flags and options, separated by commas; may be empty") @Nullable String variants,
            @Description("Parameters as name:=value, separated by spaces; may be empty") @Nullable String params);

    /** Stop its running dependants, then itself: stop signal, then SIGTERM, then SIGKILL to the whole tree. */
    @Description("Stop it, its running dependants first: stop signal, then SIGTERM, then SIGKILL")
    void stop();

    /** Stop it at once, its running dependants first: SIGKILL to the whole tree. */
    @Description("Stop it, its running dependants first, with SIGKILL at once")
    void kill();

    /** Stop it and start it again as it ran, dependants that were stopped for it included. */
    @Description("Stop it and start it again with the variants and parameters it ran with")
    void restart();

    /**
     * Return the last lines of its output, less of them if they are long: 2 MB together.
     *
     * @param lines how many; 1 to 10000
     * @throws IllegalStateException if its machine does not answer within 10 s
     */
    @Description("The last lines of its captured output")
    String[] tail(@Description("How many lines; 1 to 10000") @Values(units = "lines", min = 1, max = 10_000) int lines);

    /**
     * Return what happened to it, the newest last: starts and ends with the time, and below ends that were not by exit code 0 the last
     * lines of its output.
     *
     * @param most how many starts and ends; 1 to 10000
     * @throws IllegalStateException if its machine does not answer within 10 s
     */
    @Description(
            "What happened to it: starts and ends, with the last lines of output where they were not by exit code 0")
    String[] history(
            @Description("How many at most; 1 to 10000") @Values(units = "starts and ends", min = 1, max = 10_000)
                    int most);

    /**
     * Return its tree of operating system processes, a line each.
     *
     * @throws IllegalStateException if its machine does not answer within 10 s
     */
    @Description("Its tree of operating system processes: pid and command, a line each, below the one that started it")
    String processTree();

    /** What the launcher file declares of a parameter; a {@code CompositeData} for clients. */
    interface Parameter {

        /** Return its name. */
        String getName();

        /** Return {@code string}, {@code int}, {@code number} or {@code bool}. */
        String getType();

        /** Return its value where nobody gives another, or null. */
        @Nullable
        String getDefault();

        /** Return all that it may be; empty for any. */
        String[] getValues();

        /** Return a regular expression that a value matches as a whole, or null. */
        @Nullable
        String getPattern();

        /** Return the least number, or null. */
        @Nullable
        BigDecimal getMin();

        /** Return the greatest number, or null. */
        @Nullable
        BigDecimal getMax();

        /** Return what it is for; may be empty. */
        String getHelp();
    }
}
