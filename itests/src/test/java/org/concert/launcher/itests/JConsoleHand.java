/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.awt.Component;
import java.awt.Container;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JPasswordField;
import javax.swing.JRadioButton;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.JTree;
import javax.swing.SwingUtilities;
import javax.swing.tree.TreeNode;
import javax.swing.tree.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * A program that starts JConsole in its own JVM and does with it what a person would, by its windows: it connects, opens
 * the tab of the MBeans, and there an MBean's attributes, which it prints, or an operation, which it invokes.
 */
final class JConsoleHand {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The size of the screen. */
    static final int WIDTH = 1024;

    static final int HEIGHT = 800;

    private static final int TREE_WIDTH = 260;

    private JConsoleHand() {}

    /** Return the command line that runs it. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-modules",
                "jdk.jconsole",
                "--add-exports",
                "jdk.jconsole/sun.tools.jconsole=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                JConsoleHand.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Run it.
     *
     * @param arguments the pid, or the address, to which user and password belong that the environment tells; {@code attributes} or an operation without parameters; the file for a picture of the
     *     screen; and the path in the tree of the MBeans
     */
    @SuppressWarnings("CatchAndPrintStackTrace") // Nobody is above that it could be thrown to.
    public static void main(String[] arguments) throws Exception {
        int exitCode = 1;
        try {
            work(arguments);
            exitCode = 0;
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
        }
        ImageIO.write(new Robot().createScreenCapture(new Rectangle(WIDTH, HEIGHT)), "png", new File(arguments[2]));
        // Windows would keep it alive.
        System.exit(exitCode);
    }

    private static void work(String[] arguments) throws Exception {
        String wish = arguments[1];
        boolean attributes = wish.equals("attributes");
        boolean remote = arguments[0].contains(":");
        Class.forName("sun.tools.jconsole.JConsole")
                .getMethod("main", String[].class)
                .invoke(null, (Object) (remote ? new String[0] : new String[] {arguments[0]}));
        if (remote) {
            connect(arguments[0], System.getenv("JCONSOLE_USER"), System.getenv("JCONSOLE_PASSWORD"));
        } else {
            // JConsole tries TLS first, and asks before it does without, also for a JVM of this machine.
            press("Insecure connection");
        }
        until(
                "the tab of the MBeans is there",
                () -> shown(JTabbedPane.class)
                        .filter(tabs -> tabs.indexOfTab("MBeans") >= 0 && tabs.isEnabledAt(tabs.indexOfTab("MBeans")))
                        .peek(tabs -> tabs.setSelectedIndex(tabs.indexOfTab("MBeans")))
                        .findFirst()
                        .orElse(null));
        shown(JSplitPane.class).forEach(split -> split.setDividerLocation(TREE_WIDTH));
        List<String> path = new ArrayList<>(Arrays.asList(arguments).subList(3, arguments.length));
        path.add(attributes ? "Attributes" : "Operations");
        until(
                "the tree has " + path,
                () -> shown(JTree.class)
                        .flatMap(tree -> find(tree, path).stream())
                        .findFirst()
                        .orElse(null));
        if (attributes) {
            List<String> rows = until(
                    "attributes are shown",
                    () -> shown(JTable.class)
                            .filter(table -> rows(table).contains("Session=" + path.get(path.size() - 3)))
                            .map(JConsoleHand::rows)
                            .findFirst()
                            .orElse(null));
            rows.forEach(System.out::println);
        } else {
            press(wish);
            press("OK");
        }
    }

    /** Fill in the dialogue with which JConsole begins: address, user, password. */
    private static void connect(String address, String user, String password) throws InterruptedException {
        JPasswordField secret = until(
                "JConsole asks where to connect",
                () -> shown(JPasswordField.class).findFirst().orElse(null));
        SwingUtilities.invokeLater(() -> {
            shown(JRadioButton.class)
                    .filter(button -> button.getText().startsWith("Remote"))
                    .forEach(JRadioButton::doClick);
            List<JTextField> texts = shown(JTextField.class)
                    .filter(text -> text.getClass() != JPasswordField.class)
                    .toList();
            texts.get(0).setText(address);
            texts.get(1).setText(user);
            secret.setText(password);
        });
        press("Connect");
    }

    /** Select a node, once it is there: JConsole fills a node some time after it is opened. */
    private static Optional<TreePath> find(JTree tree, List<String> names) {
        List<TreeNode> path = new ArrayList<>(List.of((TreeNode) tree.getModel().getRoot()));
        for (String name : names) {
            tree.expandPath(new TreePath(path.toArray()));
            Optional<? extends TreeNode> child = Collections.list(
                            path.get(path.size() - 1).children())
                    .stream()
                    .filter(node -> node.toString().equals(name))
                    .findFirst();
            if (child.isEmpty()) {
                return Optional.empty();
            }
            path.add(child.get());
        }
        var found = new TreePath(path.toArray());
        tree.setSelectionPath(found);
        tree.scrollPathToVisible(found);
        return Optional.of(found);
    }

    private static List<String> rows(JTable table) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < table.getRowCount(); row++) {
            rows.add(table.getValueAt(row, 0) + "=" + table.getValueAt(row, 1));
        }
        return rows;
    }

    /**
     * Press a button once it is there; that of the operation without parameters, where there are several: the order in which
     * Java tells of operations is any.
     */
    private static void press(String text) throws InterruptedException {
        JButton button = until(
                "there is a button " + text,
                () -> shown(JButton.class)
                        .filter(candidate -> text.equals(candidate.getText()) && candidate.isEnabled())
                        .filter(candidate -> shown(JTextField.class).noneMatch(field -> isBeside(candidate, field)))
                        .findFirst()
                        .orElse(null));
        // A dialogue that opens would keep whoever waits for the click to be over.
        SwingUtilities.invokeLater(button::doClick);
    }

    private static boolean isBeside(Component one, Component other) {
        int middle = other.getLocationOnScreen().y + other.getHeight() / 2;
        int top = one.getLocationOnScreen().y;
        return middle >= top && middle < top + one.getHeight();
    }

    private static <T extends Component> Stream<T> shown(Class<T> type) {
        return Arrays.stream(Window.getWindows())
                .flatMap(JConsoleHand::within)
                .filter(Component::isShowing)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static Stream<Component> within(Component component) {
        return Stream.concat(
                Stream.of(component),
                component instanceof Container container
                        ? Arrays.stream(container.getComponents()).flatMap(JConsoleHand::within)
                        : Stream.empty());
    }

    /** Look on the thread of the windows until something is there. */
    private static <T> T until(String what, Supplier<@Nullable T> look) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<T> found = new ArrayList<>();
            try {
                SwingUtilities.invokeAndWait(() -> {
                    T now = look.get();
                    if (now != null) {
                        found.add(now);
                    }
                });
            } catch (InvocationTargetException e) {
                throw new AssertionError(what, e.getCause());
            }
            if (!found.isEmpty()) {
                return Objects.requireNonNull(found.get(0));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("Not within " + PATIENCE.toSeconds() + " s: " + what);
    }
}
