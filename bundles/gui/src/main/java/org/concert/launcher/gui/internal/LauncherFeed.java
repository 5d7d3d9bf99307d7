/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.gui.internal;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.concert.launcher.api.Launcher;
import org.concert.launcher.api.Launcher.Registration;
import org.concert.launcher.api.LauncherException;
import org.concert.launcher.api.ProcessEvent;
import org.concert.launcher.api.ProcessListener;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.gui.internal.wire.GuiMessages;

/** What one launcher has for the GUIs, while there are any. Made, looked at and closed by the thread of the hub. */
final class LauncherFeed implements ProcessListener {

    private final Launcher launcher;
    private final Consumer<List<ByteBuffer>> sink;
    private final Map<String, OutputFollower> outputs = new HashMap<>();
    private final Registration listening;

    LauncherFeed(Launcher launcher, Consumer<List<ByteBuffer>> sink) {
        this.launcher = launcher;
        this.sink = sink;
        this.listening = launcher.listen(this);
        look();
    }

    /** Follow what there is to be followed now; to be called once a second. */
    void look() {
        Set<String> names = new HashSet<>();
        launcher.processes().forEach(process -> names.add(process.name()));
        outputs.entrySet().removeIf(entry -> {
            boolean gone = !names.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        for (String name : names) {
            outputs.computeIfAbsent(name, key -> new OutputFollower(launcher, key, sink))
                    .look();
        }
    }

    /** Hand over the states of all processes, which GUIs take to be unknown when they have not heard of them for long. */
    void states(Consumer<List<ByteBuffer>> to) {
        launcher.processes().forEach(process -> to.accept(GuiMessages.status(process)));
    }

    @Override
    public void stateChanged(ProcessEvent event) {
        ProcessSnapshot process = event.process();
        sink.accept(GuiMessages.status(process));
        String became = process.state() + (process.message().isEmpty() ? "" : ": " + process.message());
        sink.accept(GuiMessages.output("launcher", "[" + process.name() + "] " + became));
        String words = process.name() + " " + became;
        if (process.state() == ProcessState.FAILED) {
            sink.accept(GuiMessages.log(words, GuiMessages.ERROR));
        } else if (process.state() == ProcessState.UNHEALTHY || process.state() == ProcessState.UNKNOWN) {
            sink.accept(GuiMessages.log(words, GuiMessages.WARNING));
        }
    }

    @Override
    public void fileRefused(LauncherException why) {
        sink.accept(GuiMessages.log(String.valueOf(why.getMessage()), GuiMessages.WARNING));
    }

    void close() {
        listening.close();
        outputs.values().forEach(OutputFollower::close);
        outputs.clear();
    }
}
