package dev.slipway.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** What a real guest says of itself, by its agent, past the portal. */
public final class GuestAgent {
    private GuestAgent() {}

    /** A file of the guest; empty while there is no agent or no such file. */
    public static String read(TestHost host, String vm, String path) {
        String opened;
        try {
            opened = ask(
                    host,
                    vm,
                    "{\"execute\":\"guest-file-open\",\"arguments\":{\"path\":\"" + path + "\",\"mode\":\"r\"}}");
        } catch (IllegalStateException e) {
            return ""; // not there yet
        }
        var handle = Pattern.compile("\"return\":(\\d+)").matcher(opened);
        if (!handle.find()) {
            return "";
        }
        try {
            String read = ask(
                    host, vm, "{\"execute\":\"guest-file-read\",\"arguments\":{\"handle\":" + handle.group(1) + "}}");
            close(host, vm, handle.group(1));
            var content = Pattern.compile("\"buf-b64\":\"([^\"]*)\"").matcher(read);
            return content.find()
                    ? new String(Base64.getDecoder().decode(content.group(1)), StandardCharsets.UTF_8)
                    : "";
        } catch (IllegalStateException e) {
            return ""; // not there any more
        }
    }

    /** Into a file of the guest, in place of what was in it. */
    public static void write(TestHost host, String vm, String path, String content) {
        write(host, vm, path, content.getBytes(StandardCharsets.UTF_8));
    }

    public static void write(TestHost host, String vm, String path, byte[] content) {
        var opened = ask(
                host, vm, "{\"execute\":\"guest-file-open\",\"arguments\":{\"path\":\"" + path + "\",\"mode\":\"w\"}}");
        var handle = Pattern.compile("\"return\":(\\d+)").matcher(opened);
        if (!handle.find()) {
            throw new IllegalStateException(opened);
        }
        var bytes = Base64.getEncoder().encodeToString(content);
        ask(
                host,
                vm,
                "{\"execute\":\"guest-file-write\",\"arguments\":{\"handle\":" + handle.group(1) + ",\"buf-b64\":\""
                        + bytes + "\"}}");
        close(host, vm, handle.group(1));
    }

    /** Begins a command of the guest's shell; what comes of it is to be seen in the guest. */
    public static void begin(TestHost host, String vm, String command) {
        ask(
                host,
                vm,
                "{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"/bin/sh\",\"arg\":[\"-c\",\"" + command
                        + "\"]}}");
    }

    private static void close(TestHost host, String vm, String handle) {
        ask(host, vm, "{\"execute\":\"guest-file-close\",\"arguments\":{\"handle\":" + handle + "}}");
    }

    private static String ask(TestHost host, String vm, String question) {
        return host.exec("virsh", "-q", "qemu-agent-command", vm, question);
    }
}
