/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal.remote;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What can be configured of JMX over the network, by the PID {@value #PID}. What is not configured is as the framework properties
 * {@code org.concert.launcher.jmx.port} and so on say.
 */
@ObjectClassDefinition(
        name = "Concert Launcher: JMX over the network",
        description =
                "Without a port there is none. It needs users and a TLS key; a change ends the connections there are.")
@interface RemoteJmxSettings {

    /** The PID. */
    String PID = "org.concert.launcher.jmx.remote";

    /** Return the one port of registry, log-in and connections. */
    @AttributeDefinition(
            name = "Port",
            description = "The one port of registry, log-in and connections.",
            min = "1",
            max = "65535",
            required = false)
    int port();

    /** Return the address to listen at. */
    @AttributeDefinition(
            name = "Address",
            description = "The address to listen at; that of the loopback interface if there is none.",
            required = false)
    String host();

    /** Return the file with the key. */
    @AttributeDefinition(
            name = "TLS key",
            description = "The absolute path of a PKCS12 file with the key.",
            required = false)
    String keystore();

    /** Return the password of that file. */
    @AttributeDefinition(
            name = "Password of the TLS key",
            description = "The password of that file.",
            type = AttributeType.PASSWORD,
            required = false)
    String keystore_password();
}
