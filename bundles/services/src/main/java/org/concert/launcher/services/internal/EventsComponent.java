/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.services.internal;

import java.util.IdentityHashMap;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.services.ProcessTopics;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Posts an event of EventAdmin for each change of state, while there is an EventAdmin. See {@link ProcessTopics}. */
@Component(name = "org.concert.launcher.services.events")
public final class EventsComponent {

    private final EventQueue queue;

    /** What hears of each launcher; guarded by itself, as launchers come and go on any thread. */
    private final IdentityHashMap<Launcher, Registration> heard = new IdentityHashMap<>();

    /** Create the component; launchers are bound afterwards. */
    @Activate
    public EventsComponent(@Reference EventAdmin events) {
        queue = new EventQueue((topic, properties) -> events.postEvent(new Event(topic, properties)));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addLauncher(Launcher launcher) {
        synchronized (heard) {
            heard.put(launcher, launcher.listen(event -> queue.add(launcher, event)));
        }
    }

    void removeLauncher(Launcher launcher) {
        synchronized (heard) {
            Registration listening = heard.remove(launcher);
            if (listening != null) {
                listening.close();
            }
        }
    }

    @Deactivate
    void close() {
        synchronized (heard) {
            heard.values().forEach(Registration::close);
            heard.clear();
        }
        queue.close();
    }
}
