package dev.slipway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Entering guests by ssh with a key of one's own. */
final class GuestShell {
    private final Path key;

    private GuestShell(Path key) {
        this.key = key;
    }

    /** With a new key. @param directory of a test alone */
    static GuestShell in(Path directory) {
        Path key = directory.resolve("id");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        return new GuestShell(key);
    }

    String publicKey() {
        try {
            return Files.readString(Path.of(key + ".pub")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints, also when it, or the way in, fails. */
    String say(String account, String address, String command) {
        return run(command(key.toString(), account + "@" + address, command).toArray(String[]::new));
    }

    /** Fresh guests have keys that nobody knows. @param key the file of the private half @param to account and address */
    static List<String> command(String key, String to, String command) {
        return List.of(
                "ssh",
                "-i",
                key,
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "ConnectTimeout=5",
                to,
                command);
    }

    private static String run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes());
            process.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
