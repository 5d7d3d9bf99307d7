/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.resources;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.concert.launcher.api.ProcessSnapshot;
import org.concert.launcher.api.ShellQuote;
import org.concert.launcher.core.internal.agent.Agent;
import org.concert.launcher.core.internal.loop.Loop;
import org.concert.launcher.core.internal.process.ResourceUse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples what the processes of one place use, one script at a time. Lives on the loop. */
final class PlaceSampling {

    private static final Logger logger = LoggerFactory.getLogger(PlaceSampling.class);

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final String place;
    private final Supplier<CompletableFuture<Agent>> agents;
    private final Loop loop;

    private boolean underWay;
    private boolean failing;

    /** What is known belongs to the shell that told it: after a reboot there is another. */
    private @Nullable Agent agent;

    private @Nullable Sample last;
    private Map<String, TreeSample> lastTrees = Map.of();

    /**
     * Create the sampling of one place.
     *
     * @param place what people call it
     * @param agents gives what runs scripts there
     */
    PlaceSampling(String place, Supplier<CompletableFuture<Agent>> agents, Loop loop) {
        this.place = place;
        this.agents = agents;
        this.loop = loop;
    }

    /** Take a sample of these, unless one is under way. */
    void sample(List<ObservedTree> trees) {
        if (underWay) {
            return;
        }
        underWay = true;
        loop.listen(loop.then(agents.get(), reached -> sample(reached, trees)), (done, failure) -> {
            if (failure != null) {
                failed(trees, failure);
            }
        });
    }

    private CompletableFuture<Void> sample(Agent reached, List<ObservedTree> trees) {
        if (agent != reached) {
            agent = reached;
            last = null;
            lastTrees = Map.of();
        }
        return loop.then(reached.run(script(trees), LONGEST), result -> {
            Sample sample = Sample.parse(result.output())
                    .orElseThrow(() -> new IllegalStateException("its shell gave an unexpected answer"));
            // Before it is told: who hears of it may ask for the next.
            underWay = false;
            failing = false;
            tell(sample, trees);
            return CompletableFuture.completedFuture(null);
        });
    }

    /** What started before the last sample is looked at again only when there is a run it may belong to. */
    private String script(List<ObservedTree> trees) {
        Sample before = last;
        boolean nothingNew = trees.stream().allMatch(tree -> lastTrees.containsKey(tree.run()));
        StringBuilder script = new StringBuilder("sample ");
        script.append(before != null && nothingNew ? before.mark() : 0).append(' ');
        script.append(ShellQuote.word(before == null ? "" : before.constants()));
        for (int i = 0; i < trees.size(); i++) {
            ObservedTree tree = trees.get(i);
            TreeSample known = lastTrees.get(tree.run());
            String words = i + " " + tree.root() + " " + tree.run() + (known == null ? "" : known.known(tree.root()));
            script.append(' ').append(ShellQuote.word(words));
        }
        return script.toString();
    }

    private void tell(Sample sample, List<ObservedTree> trees) {
        Sample before = last;
        Map<String, TreeSample> found = new HashMap<>();
        for (int i = 0; i < trees.size(); i++) {
            ObservedTree tree = trees.get(i);
            TreeSample now = sample.trees().get(i);
            TreeSample earlier = lastTrees.get(tree.run());
            if (now == null) {
                tree.taker().accept(null);
                continue;
            }
            found.put(tree.run(), now);
            Double cpu = before == null || earlier == null ? null : (Double) sample.cpuPercent(now, earlier, before);
            tree.taker()
                    .accept(new ResourceUse(
                            tree.run(),
                            new ProcessSnapshot.Resources(cpu, now.residentBytes(), now.programs()),
                            now.known(0)));
        }
        last = sample;
        lastTrees = found;
    }

    private void failed(List<ObservedTree> trees, Throwable failure) {
        underWay = false;
        last = null;
        lastTrees = Map.of();
        if (failing || (agent != null && agent.ended().isDone())) {
            // That a place is lost, or let go of, is not for this to say.
            logger.debug("{}: CPU and memory not measured", place, failure);
        } else {
            failing = true;
            logger.warn("{}: CPU and memory not measured: {}", place, Loop.reason(failure));
        }
        trees.forEach(tree -> tree.taker().accept(null));
    }
}
