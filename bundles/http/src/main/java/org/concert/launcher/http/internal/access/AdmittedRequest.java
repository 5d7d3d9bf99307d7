/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.Principal;
import java.util.Optional;
import org.concert.launcher.access.Role;
import org.jspecify.annotations.Nullable;

/** A request whose body has been read, with the user as remote user. */
final class AdmittedRequest extends HttpServletRequestWrapper {

    private final byte[] body;
    private final Optional<Caller> caller;

    AdmittedRequest(HttpServletRequest request, byte[] body, Optional<Caller> caller) {
        super(request);
        this.body = body;
        this.caller = caller;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return caller.map(known -> known.actor().user()).orElse(null);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return caller.<Principal>map(known -> () -> known.actor().user()).orElse(null);
    }

    @Override
    public boolean isUserInRole(String name) {
        return caller.isPresent()
                && Role.of(name)
                        .filter(role -> caller.get().role().covers(role))
                        .isPresent();
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Body(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), charset()));
    }

    private Charset charset() {
        String name = getCharacterEncoding();
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream in;

        Body(ByteArrayInputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return in.read(bytes, offset, length);
        }

        @Override
        public int available() {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            try {
                listener.onDataAvailable();
                listener.onAllDataRead();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot hand over a body that is there", e);
            }
        }
    }
}
