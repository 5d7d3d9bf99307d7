/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import java.util.regex.Pattern;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The names of the MBeans; the order of the keys decides the folders in JConsole. */
public final class MBeanNames {

    /** The domain of all our MBeans. */
    public static final String DOMAIN = "org.concert.launcher";

    /** What may not stand in an ObjectName without quotes: the port of {@code user@host:22}, for one. */
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,=:\"*?\n]");

    private MBeanNames() {}

    static ObjectName launcher(String session) {
        return name("type=Launcher,session=" + value(session));
    }

    static ObjectName process(String session, String process) {
        return name("type=Process,session=" + value(session) + ",name=" + value(process));
    }

    static ObjectName machine(String machine) {
        return name("type=Machine,name=" + value(machine));
    }

    static ObjectName transport(String transport) {
        return name("type=Transport,name=" + value(transport));
    }

    static ObjectName framework() {
        return name("type=Framework");
    }

    private static String value(String text) {
        return NEEDS_QUOTES.matcher(text).find() ? ObjectName.quote(text) : text;
    }

    private static ObjectName name(String keys) {
        try {
            return new ObjectName(DOMAIN + ":" + keys);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("Cannot name an MBean " + keys, e);
        }
    }
}
