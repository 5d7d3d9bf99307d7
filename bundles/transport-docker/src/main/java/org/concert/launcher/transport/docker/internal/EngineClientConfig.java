/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.core.SSLConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What docker-java wants to know: nothing that matters. The docker of the machine knows where its Engine is, and no image is
 * fetched from anywhere.
 */
final class EngineClientConfig implements DockerClientConfig {

    static final EngineClientConfig INSTANCE = new EngineClientConfig();

    private static final URI NOWHERE = URI.create("unix:///var/run/docker.sock");

    private final ObjectMapper mapper = mapper();

    private EngineClientConfig() {}

    @Override
    public URI getDockerHost() {
        return NOWHERE;
    }

    /** Each Engine answers in its own version. */
    @Override
    public RemoteApiVersion getApiVersion() {
        return RemoteApiVersion.UNKNOWN_VERSION;
    }

    @Override
    public @Nullable String getRegistryUsername() {
        return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
        return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
        return null;
    }

    @Override
    public @Nullable String getRegistryUrl() {
        return null;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String image) {
        return null;
    }

    @Override
    public @Nullable AuthConfigurations getAuthConfigurations() {
        return null;
    }

    /** The interface has nothing newer. */
    @Override
    @SuppressWarnings("deprecation")
    public @Nullable SSLConfig getSSLConfig() {
        return null;
    }

    /** Jackson would leave buffers behind with threads that are not ours, and by them the classes of this bundle. */
    private static ObjectMapper mapper() {
        ObjectMapper mapper = DockerClientConfig.getDefaultObjectMapper();
        mapper.getFactory().setRecyclerPool(JsonRecyclerPools.nonRecyclingPool());
        return mapper;
    }

    @Override
    public ObjectMapper getObjectMapper() {
        return mapper;
    }
}
