/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ClassFilesTests {

    @TempDir
    private Path folder;

    @Test
    void classOfJavaFiveIsLiftedAndStillRuns() throws Exception {
        Path from = jar(Opcodes.V1_5);
        Path to = folder.resolve("to.jar");

        ClassFiles.copyLifted(from, to);

        assertThat(version(to)).isEqualTo(Opcodes.V1_8);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {to.toUri().toURL()}, null)) {
            Object answer =
                    loader.loadClass("Old").getMethod("pick", boolean.class).invoke(null, true);
            assertThat(answer).isEqualTo("yes");
        }
    }

    @Test
    void jarOfNewerClassesIsCopiedAsItIs() throws IOException {
        Path from = jar(Opcodes.V1_8);
        Path to = folder.resolve("to.jar");

        ClassFiles.copyLifted(from, to);

        assertThat(to).hasSameBinaryContentAs(from);
    }

    private static int version(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getInputStream(file.getJarEntry("Old.class")).readNBytes(8)[7];
        }
    }

    /** A class with a branch, since only code with branches needs what the lifting adds. */
    private Path jar(int version) throws IOException {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        type.visit(version, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
        MethodVisitor pick =
                type.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "pick", "(Z)Ljava/lang/String;", null, null);
        Label no = new Label();
        pick.visitCode();
        pick.visitVarInsn(Opcodes.ILOAD, 0);
        pick.visitJumpInsn(Opcodes.IFEQ, no);
        pick.visitLdcInsn("yes");
        pick.visitInsn(Opcodes.ARETURN);
        pick.visitLabel(no);
        pick.visitLdcInsn("no");
        pick.visitInsn(Opcodes.ARETURN);
        pick.visitMaxs(0, 0);
        pick.visitEnd();
        type.visitEnd();
        Path jar = folder.resolve("from.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("Old.class"));
            out.write(type.toByteArray());
        }
        return jar;
    }
}
