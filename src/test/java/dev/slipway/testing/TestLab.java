package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several real libvirt hosts, as independent as machines, by the same script that users run. They end when this is
 * closed, and when this process dies in whatever way. Only where {@code bin/test} runs, in a network of its own.
 */
public final class TestLab implements AutoCloseable {
    private static final AtomicInteger LABS = new AtomicInteger();
    private static final Path SCRIPT = Path.of("deploy/host/lab").toAbsolutePath();

    private final Path dir;
    private final int hosts;
    private final Process process;
    private final Map<String, String> facts;

    private TestLab(Path dir, int hosts, Process process, Map<String, String> facts) {
        this.dir = dir;
        this.hosts = hosts;
        this.process = process;
        this.facts = facts;
    }

    /** Hosts 1 to that many. @param options as the script takes them */
    public static TestLab start(int hosts, String... options) {
        try {
            var parent = Files.createTempDirectory("slipway-lab");
            var dir = parent.resolve("lab");
            var error = parent.resolve("err");
            // Nobody's hosts come to have the addresses of others' that were: who watches those would take them for
            // his.
            Files.createDirectories(dir);
            Files.writeString(dir.resolve("net"), "10.77." + LABS.getAndIncrement());
            var command = new ArrayList<>(List.of(SCRIPT.toString(), "run", dir.toString(), Integer.toString(hosts)));
            command.addAll(List.of(options));
            var process =
                    new ProcessBuilder(command).redirectError(error.toFile()).start();
            var output = process.inputReader();
            var facts = new HashMap<String, String>();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                var equals = line.indexOf('=');
                facts.put(line.substring(0, equals), line.substring(equals + 1));
                if (facts.containsKey("hosts")) {
                    return new TestLab(dir, hosts, process, facts);
                }
            }
            throw new IllegalStateException("the lab did not start: " + Files.readString(error));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By tcp. */
    public String uri(int host) {
        return fact("host" + host);
    }

    public String tlsUri(int host) {
        return uri(host).replace("+tcp", "+tls") + "?pkipath=" + fact("tls");
    }

    public String sshUri(int host) {
        return uri(host).replace("+tcp://", "+ssh://root@");
    }

    /** The private key that all of them let in. */
    public String sshKey() {
        try {
            return Files.readString(Path.of(fact("ssh")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String fact(String name) {
        return Optional.ofNullable(facts.get(name)).orElseThrow();
    }

    public Path directory() {
        return dir;
    }

    /** Runs a command inside, and returns what it printed. @param host its number, or {@code switch} */
    public String exec(String host, String... command) {
        var line = new ArrayList<>(List.of(SCRIPT.toString(), "exec", dir.toString(), host));
        line.addAll(List.of(command));
        return TestHost.run(line);
    }

    /** @param kind crash, hang, unhang, cut or heal */
    public void fault(int host, String kind) {
        TestHost.run(List.of(SCRIPT.toString(), "fault", dir.toString(), Integer.toString(host), kind));
    }

    /** Brings back what crashed. */
    public void up() {
        TestHost.run(List.of(SCRIPT.toString(), "up", dir.toString(), Integer.toString(hosts)));
    }

    /** As if somebody killed the one who keeps it, who then cannot clear up. */
    public void killStarter() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void down() {
        TestHost.run(List.of(SCRIPT.toString(), "down", dir.toString()));
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the lab in " + dir + " does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
