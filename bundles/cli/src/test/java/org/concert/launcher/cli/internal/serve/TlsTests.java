/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import org.concert.launcher.api.LauncherException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTests {

    private static final String PASSWORD = "secret of the key";

    @TempDir
    private Path etc;

    private Path keystore(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Path file = etc.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private Path password(String name, String text, String permissions) throws Exception {
        Path file = Files.writeString(etc.resolve(name), text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void withoutAKeyThereIsNoTls() throws Exception {
        assertThat(Tls.of(etc, null, null)).isEmpty();
    }

    @Test
    void keyInEtcIsUsedIfItIsThere() throws Exception {
        Path keystore = keystore("tls.p12");
        password("tls.password", PASSWORD, "rw-------");

        assertThat(Tls.of(etc, null, null)).contains(new Tls(keystore.toAbsolutePath(), PASSWORD));
    }

    @Test
    void keyThatIsNamedComesBeforeThatInEtc() throws Exception {
        keystore("tls.p12");
        Path other = keystore("other.p12");
        Path secret = password("other.password", PASSWORD, "r--------");

        assertThat(Tls.of(etc, other, secret).map(Tls::keystore)).contains(other.toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw----r--", "rw-----w-"})
    void passwordThatOthersCanReadOrExchangeIsRefusedWithTheRemedy(String permissions) throws Exception {
        keystore("tls.p12");
        Path secret = password("tls.password", PASSWORD, permissions);

        assertThatThrownBy(() -> Tls.of(etc, null, null))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("chmod 600 " + secret + " mends that");
    }

    @Test
    void wrongPasswordIsToldWithoutIt() throws Exception {
        Path keystore = keystore("tls.p12");
        Path secret = password("tls.password", "wrong one", "rw-------");

        assertThatThrownBy(() -> Tls.of(etc, null, null))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("Cannot use the TLS key " + keystore + " with the password in " + secret)
                .hasMessageNotContaining("wrong one");
    }

    @Test
    void fileThatIsNoKeystoreIsToldWithWhatIsNeeded() throws Exception {
        Files.writeString(etc.resolve("tls.p12"), "-----BEGIN CERTIFICATE-----\n");
        password("tls.password", PASSWORD, "rw-------");

        assertThatThrownBy(() -> Tls.of(etc, null, null))
                .hasMessageContaining(
                        "--tls-keystore names a PKCS12 file, --tls-password-file the file of its password");
    }

    @Test
    void keystoreThatIsNotThereIsToldByItsName() throws Exception {
        password("tls.password", PASSWORD, "rw-------");
        Path missing = etc.resolve("missing.p12");

        assertThatThrownBy(() -> Tls.of(etc, missing, null)).hasMessageContaining("Cannot use the TLS key " + missing);
    }

    @Test
    void passwordThatIsNotThereIsToldByItsName() throws Exception {
        keystore("tls.p12");

        assertThatThrownBy(() -> Tls.of(etc, null, null))
                .hasMessageContaining("password in " + etc.resolve("tls.password"));
    }

    @Test
    void withTlsThereIsNoPlainHttp() {
        assertThat(new Tls(etc.resolve("tls.p12"), PASSWORD).settings(8778))
                .containsEntry("org.apache.felix.http.enable", "false")
                .containsEntry("org.apache.felix.https.enable", "true")
                .containsEntry("org.osgi.service.http.port.secure", "8778");
    }

    @Test
    void passwordIsInNoText() {
        assertThat(new Tls(etc.resolve("tls.p12"), PASSWORD).toString()).doesNotContain(PASSWORD);
    }
}
