/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the signals that ask a process to end, each with the exit code that answers it: the JVM by itself would exit
 * with 143 on SIGTERM, which service managers and scripts take for a failure.
 *
 * <p>There is no other way than {@code sun.misc.Signal}, which is part of {@code jdk.unsupported} in every JDK;
 * reflection, as javac warns of it. Where it is missing, the signals end the process in the JVM's own way.
 */
final class StopSignals {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

    /** Ctrl-C is an interruption; SIGTERM, and the end of the terminal, are the ordinary end of a service. */
    private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 0, "HUP", 0);

    private StopSignals() {}

    /**
     * Have {@code stop} called with the exit code, on a thread of its own, by each signal from now on. A signal that
     * the process was started to ignore ({@code nohup}, {@code &} in a script) stays ignored.
     */
    static void hear(IntConsumer stop) {
        for (String name : List.copyOf(CODES.keySet())) {
            int code = CODES.getOrDefault(name, 0);
            InvocationHandler handler = (proxy, method, arguments) -> {
                if (!"handle".equals(method.getName())) {
                    throw new IllegalStateException("Cannot answer " + method + ": it is not part of SignalHandler");
                }
                stop.accept(code);
                return null;
            };
            try {
                install(name, handler);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                LOG.debug("Cannot hear SIG{}", name, e);
            }
        }
    }

    private static void install(String name, InvocationHandler handler) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        Object proxy = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, handler);
        var handle = signalType.getMethod("handle", signalType, handlerType);
        Object before = handle.invoke(null, signal, proxy);
        Object ignore = handlerType.getField("SIG_IGN").get(null);
        if (ignore.equals(before)) {
            handle.invoke(null, signal, ignore);
        }
    }
}
