/* SPDX-License-Identifier: Apache-2.0 */
package org.example.middleware;

import java.util.concurrent.CompletionStage;
import org.concert.launcher.api.ManagedProcess;
import org.concert.launcher.api.Outcome;
import org.concert.launcher.api.RequestException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is there while the camera is ready, and has the gripper started then. */
@Component(name = "org.example.middleware.grasping")
public final class Grasping {

    private static final Logger logger = LoggerFactory.getLogger(Grasping.class);

    /** Begin: the camera is ready, and the gripper is in the launcher file. */
    @Activate
    public Grasping(
            @Reference(target = "(&(process=camera)(state=READY))") ManagedProcess camera,
            @Reference(target = "(process=gripper)") ManagedProcess gripper)
            throws RequestException {
        logger.info("{} is ready as {}", camera.name(), camera.snapshot().pid());
        CompletionStage<Outcome> started = gripper.start().outcome();
        started.whenComplete((outcome, failure) -> logger.info("Grasping: {}", failure == null ? outcome : failure));
    }

    @Deactivate
    void end() {
        logger.info("No grasping: the camera is ready no more");
    }
}
