/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.http.internal.access.AccessControl;
import org.concert.launcher.http.internal.access.Caller;
import org.concert.launcher.http.internal.access.RequestContext;
import org.concert.launcher.http.internal.events.EventHub;
import org.concert.launcher.http.internal.message.ProblemAnswer;
import org.jolokia.core.service.serializer.SerializeOptions;
import org.jolokia.json.JSONObject;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.request.JolokiaExecRequest;
import org.jolokia.server.core.request.JolokiaNotificationRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.request.notification.AddCommand;
import org.jolokia.server.core.request.notification.ClientCommand;
import org.jolokia.server.core.request.notification.NotificationCommand;
import org.jolokia.server.core.request.notification.OpenCommand;
import org.jolokia.server.core.request.notification.RemoveCommand;
import org.jolokia.server.core.service.notification.NotificationResult;
import org.jolokia.server.core.service.request.AbstractRequestHandler;
import org.jolokia.server.core.service.request.RequestHandler;
import org.jolokia.server.core.service.serializer.Serializer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Answers what clients of Jolokia ask about notifications, in place of Jolokia's own handler. */
@Component(
        name = "org.concert.launcher.http.jolokia.notifications",
        service = {RequestHandler.class, NotificationRequests.class})
public final class NotificationRequests extends AbstractRequestHandler {

    /** Before Jolokia's, after the one that refuses requests for another JVM. */
    private static final int EARLY = 1;

    /** Where clients fetch; there is no such MBean. */
    private static final ObjectName STORE = store();

    private final AccessControl access;
    private final EventHub hub;
    private final @Nullable Serializer serializer;
    private final NotificationClients clients =
            new NotificationClients(ManagementFactory.getPlatformMBeanServer(), System::nanoTime);
    private final Registration sweeping;

    /** Create the handler; Jolokia's serializer may come later, with another handler then. */
    @Activate
    public NotificationRequests(
            @Reference AccessControl access,
            @Reference EventHub hub,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    Serializer serializer) {
        super("notifications", EARLY);
        this.access = access;
        this.hub = hub;
        this.serializer = serializer;
        this.sweeping = hub.everySecond(clients::sweep);
    }

    private static ObjectName store() {
        try {
            return ObjectName.getInstance("jolokia:type=NotificationStore");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("Cannot happen: the name is well-formed", e);
        }
    }

    @Deactivate
    void close() {
        sweeping.close();
        clients.clear();
    }

    /** Forget all clients: Jolokia's servlet, which they registered at, is gone. */
    @Override
    public void destroy() throws Exception {
        clients.clear();
        super.destroy();
    }

    @Override
    public boolean canHandle(JolokiaRequest request) {
        return request instanceof JolokiaNotificationRequest
                || (request instanceof JolokiaExecRequest exec && STORE.equals(exec.getObjectName()));
    }

    @Override
    public <R extends JolokiaRequest> @Nullable Object handleRequest(R request, @Nullable Object previousResult)
            throws IOException, JMException, EmptyResponseException {
        RequestContext context = RequestContext.current()
                .orElseThrow(() -> new SecurityException("Cannot tell of notifications: nobody is logged in"));
        if (request instanceof JolokiaExecRequest exec) {
            return pull(context.caller(), exec);
        }
        NotificationCommand command = ((JolokiaNotificationRequest) request).getCommand();
        try {
            return command instanceof ClientCommand known ? answer(context, known) : register(context.caller());
        } catch (RefusedException e) {
            return RefusalStatus.of(e);
        }
    }

    private NotificationClient use(String id, Caller caller) throws InstanceNotFoundException {
        return clients.use(id, caller.actor().user(), caller.valid());
    }

    private JSONObject register(Caller caller) throws RefusedException {
        var pull = new JSONObject();
        pull.put("store", STORE.toString());
        pull.put("maxEntries", Subscription.MOST_KEPT);
        var sse = new JSONObject();
        sse.put("backChannel.contentType", "text/event-stream");
        sse.put("backChannel.encoding", "UTF-8");
        var backend = new JSONObject();
        backend.put("pull", pull);
        backend.put("sse", sse);
        var answer = new JSONObject();
        answer.put("id", clients.register(caller.actor().user(), caller.valid()).id());
        answer.put("backend", backend);
        return answer;
    }

    private @Nullable Object answer(RequestContext context, ClientCommand command)
            throws RefusedException, JMException, IOException, EmptyResponseException {
        if (command instanceof OpenCommand open) {
            open(context, open);
            throw new EmptyResponseException();
        }
        NotificationClient client = use(command.getClient(), context.caller());
        return switch (command.getType()) {
            case ADD -> add(context.caller(), client, (AddCommand) command);
            case REMOVE -> {
                clients.remove(client, subscription(client, ((RemoveCommand) command).getHandle()));
                yield null;
            }
            case UNREGISTER -> {
                clients.unregister(client);
                yield null;
            }
            case LIST -> listed(client);
            default -> null;
        };
    }

    private static JSONObject listed(NotificationClient client) {
        var listed = new JSONObject();
        client.subscriptions()
                .forEach(subscription ->
                        listed.put(subscription.handle(), subscription.wish().listed()));
        return listed;
    }

    private String add(Caller caller, NotificationClient client, AddCommand command)
            throws RefusedException, JMException {
        try {
            return clients.add(client, Wish.of(command), hub::wakeSoon).handle();
        } catch (SecurityException e) {
            access.denied(
                    caller,
                    command.getObjectName().getDomain() + " notifications",
                    List.of(),
                    "no notification of this MBean is to be had over HTTP");
            throw e;
        }
    }

    private static Subscription subscription(NotificationClient client, String handle)
            throws InstanceNotFoundException {
        return client.subscription(handle)
                .orElseThrow(() -> new InstanceNotFoundException(
                        "Cannot find the subscription " + handle + ": the client has none of this handle"));
    }

    private NotificationResult pull(Caller caller, JolokiaExecRequest exec) throws InstanceNotFoundException {
        List<?> arguments = Optional.<List<?>>ofNullable(exec.getArguments()).orElse(List.of());
        if (!exec.getOperation().replaceFirst("\\(.*", "").equals("pull") || arguments.size() != 2) {
            throw new SecurityException("Cannot do that: there is nothing but pull, with a client and a handle");
        }
        NotificationClient client = use(String.valueOf(arguments.get(0)), caller);
        return subscription(client, String.valueOf(arguments.get(1))).take();
    }

    /** Answer the request of this thread with a stream, or why there is none. */
    private void open(RequestContext context, OpenCommand command) throws IOException {
        if (Wish.Mode.of(command.getMode())
                .filter(mode -> mode == Wish.Mode.SSE)
                .isEmpty()) {
            refuse(context, 400, "Cannot open '" + command.getMode() + "': sse is the only mode that is a stream");
            return;
        }
        if (context.request().getMethod().equals("HEAD")) {
            return;
        }
        NotificationClient client;
        try {
            client = use(command.getClient(), context.caller());
        } catch (InstanceNotFoundException e) {
            refuse(context, 404, String.valueOf(e.getMessage()));
            return;
        }
        Serializer writer = serializer;
        if (writer == null || !stream(client, context, writer)) {
            context.response().setHeader("Retry-After", "10");
            refuse(context, 503, "Cannot send notifications: too many read events already");
        }
    }

    /** Return whether a client is sent a stream; nothing is answered if not. */
    private boolean stream(NotificationClient client, RequestContext context, Serializer writer) throws IOException {
        var stream = new NotificationStream(client, result -> json(writer, result));
        Optional<Runnable> end = hub.follow(context.request(), context.response(), stream);
        if (end.isEmpty()) {
            return false;
        }
        client.streamBy(end.get());
        stream.onClose(() -> client.streamEnded(end.get()));
        if (!clients.knows(client)) {
            client.streamBy(null);
        }
        return true;
    }

    private static void refuse(RequestContext context, int status, String why) throws IOException {
        ProblemAnswer.send(context.response(), status, why, context.request().getRequestURI());
    }

    private static String json(Serializer writer, NotificationResult result) {
        try {
            return ((JSONStructure) writer.serialize(result, null, SerializeOptions.DEFAULT)).toJSONString();
        } catch (AttributeNotFoundException e) {
            throw new IllegalStateException("Cannot happen: no attribute is asked for", e);
        }
    }
}
