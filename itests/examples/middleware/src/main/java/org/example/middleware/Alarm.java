/* SPDX-License-Identifier: Apache-2.0 */
package org.example.middleware;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.osgi.service.event.propertytypes.EventTopics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of every process that fails. */
@Component(name = "org.example.middleware.alarm")
@EventTopics("concert/process/FAILED")
public final class Alarm implements EventHandler {

    private static final Logger logger = LoggerFactory.getLogger(Alarm.class);

    @Override
    public void handleEvent(Event event) {
        logger.warn(
                "ALARM: {} was {} and failed: {}",
                event.getProperty("process"),
                event.getProperty("previousState"),
                event.getProperty("message"));
    }
}
