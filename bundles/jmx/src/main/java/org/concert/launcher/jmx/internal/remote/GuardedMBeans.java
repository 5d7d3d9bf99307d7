/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.AttributeList;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import org.concert.launcher.access.Account;
import org.concert.launcher.access.ClientNetwork;
import org.concert.launcher.access.DenialLog;
import org.concert.launcher.access.MBeanAccess;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.Actor;
import org.jspecify.annotations.Nullable;

/** The MBeans of this JVM as one caller may see and use them. What is not named here nobody may. */
final class GuardedMBeans implements InvocationHandler {

    private final MBeanServer mbeans;
    private final DenialLog denials;
    private final @Nullable Caller caller;

    /** Who asks, and from where. */
    private record Caller(Account account, String address) {

        Actor actor() {
            return new Actor(account.name(), UserAuthenticator.source(address));
        }
    }

    private GuardedMBeans(MBeanServer mbeans, DenialLog denials, @Nullable Caller caller) {
        this.mbeans = mbeans;
        this.denials = denials;
        this.caller = caller;
    }

    /** Return what a user has who is connected from an address, until the user is removed or changed. */
    static MBeanServer of(MBeanServer mbeans, DenialLog denials, Account account, String address) {
        return proxy(new GuardedMBeans(mbeans, denials, new Caller(account, address)));
    }

    /** Return what everybody has who is let in: to look, and to listen. */
    static MBeanServer ofNobody(MBeanServer mbeans, DenialLog denials) {
        return proxy(new GuardedMBeans(mbeans, denials, null));
    }

    private static MBeanServer proxy(GuardedMBeans guarded) {
        return (MBeanServer) Proxy.newProxyInstance(
                GuardedMBeans.class.getClassLoader(), new Class<?>[] {MBeanServer.class}, guarded);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
        @Nullable Object[] arguments = given == null ? new Object[0] : given;
        requireStillKnown();
        return switch (method.getName()) {
            case "getAttribute" -> {
                requireReadable(name(arguments), text(arguments));
                yield ask(method, arguments);
            }
            case "getAttributes" -> attributes(name(arguments), (String[]) Objects.requireNonNull(arguments[1]));
            case "invoke" -> operate(method, arguments);
            case "isRegistered" -> isVisible(name(arguments)) && mbeans.isRegistered(name(arguments));
            case "queryNames" ->
                found(method, arguments, ObjectName.class)
                        .filter(GuardedMBeans::isVisible)
                        .collect(Collectors.toSet());
            case "queryMBeans" ->
                found(method, arguments, ObjectInstance.class)
                        .filter(instance -> isVisible(instance.getObjectName()))
                        .collect(Collectors.toSet());
            case "getDomains" -> domains();
            case "getMBeanInfo",
                    "getObjectInstance",
                    "isInstanceOf",
                    "addNotificationListener",
                    "removeNotificationListener",
                    // Not to be had from outside: the connection itself asks for it, to read the arguments.
                    "getClassLoaderFor" -> {
                requireVisible(name(arguments));
                yield ask(method, arguments);
            }
            case "getMBeanCount", "getDefaultDomain", "getClassLoaderRepository", "hashCode", "equals", "toString" ->
                ask(method, arguments);
            default ->
                throw new SecurityException(
                        "Cannot do this over the network: MBeans can be read, listened to and, our" + " own, operated");
        };
    }

    private AttributeList attributes(ObjectName name, String[] wanted) throws JMException {
        requireVisible(name);
        String[] readable = Stream.of(wanted)
                .filter(attribute -> isReadable(name, attribute))
                .toArray(String[]::new);
        return readable.length == 0 ? new AttributeList() : mbeans.getAttributes(name, readable);
    }

    private String[] domains() {
        return mbeans.queryNames(null, null).stream()
                .filter(GuardedMBeans::isVisible)
                .map(ObjectName::getDomain)
                .distinct()
                .toArray(String[]::new);
    }

    private @Nullable Object operate(Method method, @Nullable Object[] arguments) throws Throwable {
        ObjectName name = name(arguments);
        String operation = text(arguments);
        requireVisible(name);
        Optional<Role> needed = MBeanAccess.needed(name, operation);
        if (caller != null && needed.isPresent() && caller.account().role().covers(needed.get())) {
            return Actor.callAs(caller.actor(), () -> {
                try {
                    return method.invoke(mbeans, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            });
        }
        String reason = needed.isPresent() && caller != null
                ? "a " + caller.account().role().word() + " may not do that"
                : "no operation of this MBean is to be had over the network";
        if (caller != null) {
            String process = name.getKeyProperty("name");
            denials.denied(
                    caller.actor().source(),
                    ClientNetwork.of(caller.address()),
                    caller.account().name(),
                    MBeanAccess.isOurs(name) ? operation : name.getDomain() + " " + operation,
                    process == null ? List.of() : List.of(process),
                    reason);
        }
        throw new SecurityException("Cannot call " + operation + " of " + name + ": " + reason);
    }

    private <T> Stream<T> found(Method method, @Nullable Object[] arguments, Class<T> type) throws Throwable {
        return ((Set<?>) Objects.requireNonNull(ask(method, arguments)))
                .stream().map(type::cast);
    }

    private static ObjectName name(@Nullable Object[] arguments) {
        return (ObjectName) Objects.requireNonNull(arguments[0], "the name of an MBean is needed");
    }

    /** Return the second argument: the name of an attribute or operation. */
    private static String text(@Nullable Object[] arguments) {
        return (String) Objects.requireNonNull(arguments[1], "the name of an attribute or operation is needed");
    }

    private @Nullable Object ask(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(mbeans, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void requireStillKnown() {
        if (caller != null && !caller.account().isCurrent()) {
            throw new SecurityException("Cannot answer: this user was removed or changed; log in again");
        }
    }

    private static void requireReadable(ObjectName name, String attribute) throws InstanceNotFoundException {
        requireVisible(name);
        if (!isReadable(name, attribute)) {
            throw new SecurityException("Cannot read " + attribute + " of " + name
                    + " over the network: passwords given" + " on the command line of the JVM show in it");
        }
    }

    private static boolean isReadable(ObjectName name, String attribute) {
        return name.equals(MBeanServerDelegate.DELEGATE_NAME) || MBeanAccess.isReadable(name, attribute);
    }

    /** Whoever keeps a list of the MBeans has the delegate tell of changes. */
    private static boolean isVisible(ObjectName name) {
        return name.equals(MBeanServerDelegate.DELEGATE_NAME) || MBeanAccess.isVisible(name);
    }

    private static void requireVisible(ObjectName name) throws InstanceNotFoundException {
        if (!isVisible(name)) {
            throw new InstanceNotFoundException(name.toString());
        }
    }
}
