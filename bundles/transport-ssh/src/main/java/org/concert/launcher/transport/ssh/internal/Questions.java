/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.ssh.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.concert.launcher.api.TransportException;
import org.jspecify.annotations.Nullable;

/** Answers what one machine asks at a login: its password, and whatever else. sshj calls it, on one thread at a time. */
final class Questions implements PasswordFinder, ChallengeResponseProvider {

    private static final int ATTEMPTS = 3;

    private final Secrets secrets;
    private final String machine;
    private final SshSettings settings;
    private volatile @Nullable String problem;
    private int asked;

    Questions(Secrets secrets, String machine, SshSettings settings) {
        this.secrets = secrets;
        this.machine = machine;
        this.settings = settings;
    }

    /** Return whether there is a password, or somebody who could answer; to find out, the password is asked for. */
    boolean mayAnswer() throws TransportException, InterruptedException {
        if (password().isPresent()) {
            return true;
        }
        problem = "a password (there is no terminal to ask for it; put a line '%s PASSWORD' into %s, mode 600)"
                .formatted(machine, secrets.file());
        return false;
    }

    /** Return why there was no answer, in words that follow "it has not taken". */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private Optional<char[]> password() throws TransportException, InterruptedException {
        return secrets.password(machine, settings.user(), settings.hostName());
    }

    @Override
    public char[] reqPassword(Resource<?> resource) {
        return answered(this::password);
    }

    @Override
    public boolean shouldRetry(Resource<?> resource) {
        return shouldRetry();
    }

    @Override
    public List<String> getSubmethods() {
        return List.of();
    }

    @Override
    @SuppressWarnings("rawtypes") // As sshj declares it.
    public void init(Resource resource, String name, String instruction) {
        // What a server says besides its questions is nothing that an answer depends on.
    }

    @Override
    public char[] getResponse(String prompt, boolean echo) {
        boolean password = !echo && prompt.toLowerCase(Locale.ROOT).contains("password");
        return answered(password ? this::password : () -> secrets.answer(machine, prompt, echo));
    }

    @Override
    public boolean shouldRetry() {
        asked++;
        problem = "the password";
        return secrets.forget(settings.user() + "@" + settings.hostName()) && asked < ATTEMPTS;
    }

    private interface Source {
        Optional<char[]> get() throws TransportException, InterruptedException;
    }

    private char[] answered(Source source) {
        try {
            return source.get().orElseGet(() -> new char[0]);
        } catch (TransportException e) {
            problem = e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new char[0];
    }
}
