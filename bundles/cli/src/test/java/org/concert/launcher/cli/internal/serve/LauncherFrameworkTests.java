/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;

class LauncherFrameworkTests {

    @TempDir
    private Path folder;

    private Path bundles;
    private Map<String, String> settings;

    @BeforeEach
    void makeFolders() throws IOException {
        bundles = Files.createDirectories(folder.resolve("bundles"));
        settings = Map.of("org.osgi.framework.storage", folder.resolve("cache").toString());
    }

    @Test
    void bundlesOfAllLevelsStartAndServicesAreFound() throws Exception {
        bundle("20/user.jar", "org.example.user", "Import-Package", "org.example.library");
        bundle("10/library.jar", "org.example.library", "Export-Package", "org.example.library");

        try (LauncherFramework framework = LauncherFramework.start(bundles, settings)) {
            Object id = framework
                    .service(
                            FrameworkUtil.createFilter("(objectClass=org.osgi.service.startlevel.StartLevel)"),
                            "service.id")
                    .get(5, TimeUnit.SECONDS);
            assertThat(id).isInstanceOf(Long.class);
        }
    }

    @Test
    void bundleThatLacksAPackageIsNamedOnceWithThePackage() throws IOException {
        bundle("20/user.jar", "org.example.user", "Import-Package", "org.example.library");
        bundle("10/library.jar", "org.example.library", "Export-Package", "org.example.library");
        addMissingImport("10/library.jar", "org.example.library");

        assertThatThrownBy(() -> LauncherFramework.start(bundles, settings))
                .isInstanceOf(ServeException.class)
                .hasMessage("Cannot start 2 of 2 bundles: org.example.library needs osgi.wiring.package"
                        + " (osgi.wiring.package=org.example.missing), which no bundle provides");
    }

    @Test
    void bundleWhoseActivatorIsMissingIsNamed() throws IOException {
        bundle("10/broken.jar", "org.example.broken", "Bundle-Activator", "org.example.broken.Activator");

        assertThatThrownBy(() -> LauncherFramework.start(bundles, settings))
                .isInstanceOf(ServeException.class)
                .hasMessageContaining("org.example.broken.Activator");
    }

    @Test
    void folderThatIsNoStartLevelIsRefused() throws IOException {
        bundle("misc/library.jar", "org.example.library", "Export-Package", "org.example.library");

        assertThatThrownBy(() -> LauncherFramework.start(bundles, settings))
                .isInstanceOf(ServeException.class)
                .hasMessageContaining("misc: its name must be a start level");
    }

    private void addMissingImport(String path, String name) throws IOException {
        write(path, name, Map.of("Export-Package", name, "Import-Package", "org.example.missing"));
    }

    private void bundle(String path, String name, String header, String value) throws IOException {
        write(path, name, Map.of(header, value));
    }

    private void write(String path, String name, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        headers.forEach(attributes::putValue);
        Path file = bundles.resolve(path);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            new JarOutputStream(out, manifest).close();
        }
    }
}
