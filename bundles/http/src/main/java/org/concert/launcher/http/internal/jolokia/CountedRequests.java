/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.jolokia;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import org.concert.launcher.access.MBeanAccess;
import org.concert.launcher.access.Role;
import org.concert.launcher.http.internal.access.AnswerMemory;
import org.concert.launcher.http.internal.access.RequestContext;
import org.jolokia.server.core.request.BadRequestException;
import org.jolokia.server.core.request.EmptyResponseException;
import org.jolokia.server.core.request.JolokiaExecRequest;
import org.jolokia.server.core.request.JolokiaReadRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.request.NotChangedException;
import org.jolokia.server.core.service.request.AbstractRequestHandler;
import org.jolokia.server.core.service.request.RequestHandler;
import org.jolokia.server.core.util.RequestType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Counts the memory of Jolokia's answers; Jolokia keeps those to a bulk request until the last is complete. Large answers are counted
 * by estimate before they are made, and corrected afterwards. A bulk for which there is no room is refused as a whole.
 */
@Component(name = "org.concert.launcher.http.jolokia.counted", service = RequestHandler.class)
public final class CountedRequests extends AbstractRequestHandler {

    /** Before every handler that answers, after the one that refuses proxy requests. */
    private static final int EARLY = 1;

    /** The least that an answer takes, with the request that it repeats, or with an error. */
    private static final long LEAST = 4 * 1024;

    private static final long LARGE = 3 * 1024 * 1024;

    /** Answered by several handlers, each of which extends the result of the previous one. */
    private static final Set<RequestType> WALKING = Set.of(RequestType.LIST, RequestType.SEARCH);

    /** Create the handler. */
    @Activate
    public CountedRequests() {
        super("counted", EARLY);
    }

    @Override
    public boolean canHandle(JolokiaRequest request) {
        return RequestContext.currentShare().isPresent();
    }

    @Override
    public <R extends JolokiaRequest> @Nullable Object handleRequest(R request, @Nullable Object previousResult)
            throws IOException, JMException, NotChangedException, BadRequestException, EmptyResponseException {
        AnswerMemory.Share share = RequestContext.currentShare().orElseThrow();
        boolean walks = WALKING.contains(request.getType());
        long expected = walks ? LARGE : expected(request);
        if (!share.take(LEAST) || !share.take(expected)) {
            throw new BadRequestException(
                    "Cannot answer: too much is being answered at once; try again, or ask for less");
        }
        if (walks || !request.isExclusive()) {
            // The other handlers extend this result.
            return previousResult;
        }
        Object value = answer(request);
        long size = AnswerSizes.of(value);
        if (size <= expected) {
            share.giveBack(expected - size);
        } else if (!share.take(size - expected)) {
            throw new BadRequestException("Cannot answer: the answer is too large; ask for less");
        }
        return value;
    }

    /** Estimate the size of the answer to a request. */
    private static long expected(JolokiaRequest request) {
        if (request instanceof JolokiaExecRequest exec) {
            Optional<Role> needed = MBeanAccess.needed(exec.getObjectName(), exec.getOperation());
            // Starts and stops return nothing, so that a user whose memory is used up can still stop processes.
            return needed.equals(Optional.of(Role.OPERATOR)) ? 0 : LARGE;
        }
        boolean one = request instanceof JolokiaReadRequest read
                && !read.getObjectName().isPattern()
                && !read.isMultiAttributeMode();
        return one ? LEAST : LARGE / 4;
    }

    private @Nullable Object answer(JolokiaRequest request)
            throws IOException, JMException, NotChangedException, BadRequestException, EmptyResponseException {
        for (RequestHandler next : getJolokiaContext().getServices(RequestHandler.class)) {
            if (!(next instanceof CountedRequests) && next.canHandle(request)) {
                return next.handleRequest(request, null);
            }
        }
        throw new IllegalStateException("Cannot answer " + request.getType() + ": nothing here does");
    }
}
