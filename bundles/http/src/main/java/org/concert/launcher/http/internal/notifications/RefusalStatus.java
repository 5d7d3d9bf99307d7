/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.notifications;

import org.jolokia.json.JSONObject;
import org.jolokia.server.core.request.JolokiaNotificationRequest;
import org.jolokia.server.core.request.JolokiaRequest;
import org.jolokia.server.core.service.api.AbstractJolokiaService;
import org.jolokia.server.core.service.request.RequestInterceptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Turns an answer that is a refusal into an error with its status: by exceptions Jolokia knows 403, 404 and 500 only. */
@Component(name = "org.concert.launcher.http.jolokia.refusals", service = RequestInterceptor.class)
public final class RefusalStatus extends AbstractJolokiaService<RequestInterceptor> implements RequestInterceptor {

    private static final String REFUSED = "refused";

    private static final int ORDER = 100;

    /** Create it. */
    @Activate
    public RefusalStatus() {
        super(RequestInterceptor.class, ORDER);
    }

    /** Return what a handler answers for a refusal. */
    static JSONObject of(RefusedException why) {
        var refusal = new JSONObject();
        refusal.put(REFUSED, why.getMessage());
        refusal.put("status", why.status());
        return refusal;
    }

    @Override
    public void intercept(JolokiaRequest request, JSONObject answer) {
        if (request instanceof JolokiaNotificationRequest
                && answer.get("value") instanceof JSONObject value
                && value.containsKey(REFUSED)) {
            answer.remove("value");
            answer.put("status", value.get("status"));
            answer.put("error", value.get(REFUSED));
        }
    }
}
