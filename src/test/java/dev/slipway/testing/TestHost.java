package dev.slipway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real libvirt host of the test's own: libvirtd and QEMU in namespaces, by the same script that users run. It ends
 * when it is closed, and when this process dies in whatever way, since it then loses its standard input.
 */
public final class TestHost implements AutoCloseable {
    private static final Path SCRIPT = Path.of("deploy/host/embedded-host").toAbsolutePath();

    private final Path dir;
    private final Process process;
    private final Map<String, String> facts;

    private TestHost(Path dir, Process process, Map<String, String> facts) {
        this.dir = dir;
        this.process = process;
        this.facts = facts;
    }

    /** Without a network, and with emulation only; its loopback is this machine's, so that screens can be reached. */
    public static TestHost start() {
        return start("--network", "none", "--no-kvm");
    }

    /** @param options as the script takes them */
    public static TestHost start(String... options) {
        try {
            var dir = Files.createTempDirectory("slipway-host");
            var command = new ArrayList<>(List.of(SCRIPT.toString(), "run", dir.toString()));
            command.addAll(Arrays.asList(options));
            var process = new ProcessBuilder(command)
                    .redirectError(dir.resolve("test-host.err").toFile())
                    .start();
            return new TestHost(dir, process, facts(process.inputReader(), dir));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> facts(BufferedReader output, Path dir) throws IOException {
        var facts = new HashMap<String, String>();
        // Its output stays open while it runs: the script prints the facts it has, and the pool is the last of all
        // hosts.
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var equals = line.indexOf('=');
            facts.put(line.substring(0, equals), line.substring(equals + 1));
            if (facts.containsKey("pool") && !output.ready()) {
                return facts;
            }
        }
        throw new IllegalStateException("the host did not start: " + Files.readString(dir.resolve("test-host.err")));
    }

    public String uri() {
        return fact("uri");
    }

    /** The directory of its images, as the host sees it. */
    public String poolPath() {
        return fact("pool");
    }

    public String fact(String name) {
        return Optional.ofNullable(facts.get(name)).orElseThrow();
    }

    /** Runs a command inside, and returns what it printed. */
    public String exec(String... command) {
        var line = new ArrayList<>(List.of(SCRIPT.toString(), "exec", dir.toString()));
        line.addAll(Arrays.asList(command));
        return run(line);
    }

    static String run(List<String> command) {
        try {
            var run = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(run.getInputStream().readAllBytes());
            if (run.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As if the daemon hung: it accepts connections, and answers nobody. */
    public void hang() {
        exec("pkill", "-STOP", "-x", "libvirtd");
    }

    public void unhang() {
        exec("pkill", "-CONT", "-x", "libvirtd");
    }

    /** The daemon dies and is started again; guests go on. */
    public void restartDaemon() {
        exec("pkill", "-KILL", "-x", "libvirtd");
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the host in " + dir + " does not end");
            }
            delete(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path dir) throws IOException {
        try (var files = Files.walk(dir)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
