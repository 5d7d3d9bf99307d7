/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured of all launchers of a framework, by the PID {@value #PID}. */
@ObjectClassDefinition(name = "Concert Launcher", description = "What holds for all launchers of this framework.")
@interface CoreSettings {

    /** The PID. */
    String PID = "org.concert.launcher.core";

    /** Return how long a request waits for a transport, in seconds; 0 for not at all. */
    @AttributeDefinition(
            name = "Wait for a transport (s)",
            description =
                    "How long a start, a stop or a question waits for a transport that is not there, as it may be being"
                            + " exchanged; 0 for not at all.")
    int transportWaitSeconds() default 10;
}
