/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Lifts class files for the AppCDS archive, which leaves out those of Java 5. picocli has 170 of them, and every
 * command would load and verify them anew: a fifth of its start-up time.
 */
final class ClassFiles {

    private static final int OLDEST_IN_ARCHIVE = Opcodes.V1_6;
    private static final int LIFTED = Opcodes.V1_8;
    private static final String NOTE = "META-INF/CHANGED-BY-CONCERT-LAUNCHER.txt";

    private ClassFiles() {}

    /**
     * Copy a jar; class files that are too old for the archive become such of Java 8, with the same code.
     *
     * @throws IOException if a file cannot be read or written
     */
    static void copyLifted(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile(), false)) {
            boolean old = false;
            for (JarEntry entry : jar.stream().toList()) {
                old |= isOld(entry, bytes(jar, entry));
            }
            if (!old) {
                Files.copy(from, to);
                return;
            }
            try (OutputStream file = Files.newOutputStream(to);
                    JarOutputStream out = new JarOutputStream(file)) {
                for (JarEntry entry : jar.stream().toList()) {
                    byte[] content = bytes(jar, entry);
                    put(out, entry, isOld(entry, content) ? lift(content) : content);
                }
                JarEntry note = new JarEntry(NOTE);
                note.setTimeLocal(jar.stream().findFirst().orElseThrow().getTimeLocal());
                put(
                        out,
                        note,
                        "The class files were lifted to the format of Java 8; their code is the same.\n"
                                .getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static boolean isOld(JarEntry entry, byte[] content) {
        // Bytes 6 and 7 of a class file are its version.
        return entry.getName().endsWith(".class")
                && ((content[6] & 0xff) << 8 | (content[7] & 0xff)) < OLDEST_IN_ARCHIVE;
    }

    private static byte[] lift(byte[] content) {
        ClassReader reader = new ClassReader(content);
        // The frames of the new format are computed; for that, the classes named in the code are loaded.
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visit(
                            int version,
                            int access,
                            String name,
                            @Nullable String signature,
                            @Nullable String superName,
                            String @Nullable [] interfaces) {
                        super.visit(LIFTED, access, name, signature, superName, interfaces);
                    }
                },
                ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static void put(JarOutputStream out, JarEntry like, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(like.getName());
        entry.setTimeLocal(like.getTimeLocal());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
