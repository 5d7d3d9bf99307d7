/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

/**
 * A way to reach machines. Its name is {@code org.concert.launcher:type=Transport,name=<transport>}; it is there for as
 * long as the transport is.
 */
@Description("A way to reach machines or containers")
public interface TransportMXBean {

    /** Return the name people know it by, such as {@code local}. */
    @Description("The name people know it by, such as local")
    String getName();

    /** Return the symbolic name of the bundle it comes from. */
    @Description("The bundle it comes from")
    String getBundle();

    /** Return the version of the bundle it comes from. */
    @Description("The version of the bundle it comes from")
    String getVersion();

    /** Return the machines that are reached through it. */
    @Description("The machines that are reached through it")
    String[] getMachines();
}
