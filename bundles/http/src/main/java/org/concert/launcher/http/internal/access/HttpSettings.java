/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Map;
import java.util.function.Function;
import org.concert.launcher.access.Settings;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What can be configured of HTTP, by the PID {@value #PID}. What is not configured is as the framework properties of that name and
 * these say.
 */
@ObjectClassDefinition(
        name = "Concert Launcher: HTTP",
        description = "Who is let in over HTTP. A change has everybody log in again.")
public @interface HttpSettings {

    /** The PID. */
    String PID = "org.concert.launcher.http";

    /** Return further names of this machine. */
    @AttributeDefinition(
            name = "Hosts",
            description = "Names by which browsers call this machine, besides its addresses.",
            required = false)
    String[] hosts() default {};

    /** Return where other consoles are. */
    @AttributeDefinition(
            name = "Origins of other consoles",
            description =
                    "Where pages come from that may send requests here, such as http://127.0.0.1:8080 for a hawtio;"
                            + " they need user and password all the same.",
            required = false)
    String[] origins() default {};

    /** Return which accounts are let in while there is no user. */
    @AttributeDefinition(
            name = "Accounts of this machine",
            description =
                    "User ids (id -u NAME) that are let in besides one's own and root while no user is defined; 'all'"
                            + " for everybody on this machine.",
            required = false)
    String[] accounts() default {};

    /** Return how long browsers are to use TLS only, in seconds. */
    @AttributeDefinition(
            name = "TLS only for (s)",
            description =
                    "For how long browsers that came by TLS are to come by TLS only (Strict-Transport-Security); 0 has"
                            + " them forget it.",
            required = false)
    int hsts() default 31_536_000;

    /** Reads it. */
    final class Reader {

        private Reader() {}

        /** Return what gives a setting by the name of its framework property, or null. */
        public static Function<String, @Nullable String> of(BundleContext context, Map<String, ?> configuration) {
            return new Settings(configuration, PID + ".", context::getProperty)::get;
        }
    }
}
