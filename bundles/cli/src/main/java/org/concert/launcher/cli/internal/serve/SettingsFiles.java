/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.cli.internal.serve;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads settings: those that come with the program, and those of the user over them. */
public final class SettingsFiles {

    private static final Logger logger = LoggerFactory.getLogger(SettingsFiles.class);

    private SettingsFiles() {}

    /** Return the files of a name: that of the program and, as it wins, that of the user. */
    public static List<Path> named(String name, Path home, Path settings) {
        return folders(home, settings).map(folder -> folder.resolve(name)).toList();
    }

    /** Return the folders whose configurations are taken in while the program runs; that of the user is made, with its {@code deploy/}. */
    static String watched(Path home, Path settings) {
        makeFolders(settings);
        return folders(home, settings)
                .filter(Files::isDirectory)
                .map(Path::toString)
                .collect(Collectors.joining(","));
    }

    private static Stream<Path> folders(Path home, Path settings) {
        return Stream.of(home.resolve("etc"), settings).distinct();
    }

    private static void makeFolders(Path folder) {
        try {
            Files.createDirectories(folder.resolve("deploy"));
        } catch (IOException e) {
            logger.debug("Cannot make deploy/ of {}: {}", folder, e.toString());
        }
    }

    /**
     * Read files of properties.
     *
     * @param files the first has to be there; of a property that several have, the last counts
     * @throws ServeException if one cannot be read
     */
    static Properties read(List<Path> files) throws ServeException {
        Properties properties = new Properties();
        for (Path file : files) {
            if (file.equals(files.get(0)) || Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                } catch (IOException | IllegalArgumentException e) {
                    throw new ServeException("Cannot read " + file + ": " + e, e);
                }
            }
        }
        return properties;
    }
}
