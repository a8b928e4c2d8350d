package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.GuestReport;
import dev.slipway.hypervisor.GuestReport.FileSystem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what qemu-guest-agent answers. What is missing, or is something else than it should be, is not said; the protocol:
 * <a href="https://www.qemu.org/docs/master/interop/qemu-ga-ref.html">qemu-ga-ref</a>.
 */
final class GuestWords {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What is mounted for the system's own purposes. */
    private static final List<String> NO_DISKS = List.of("squashfs", "iso9660", "udf", "overlay");

    private GuestWords() {}

    /** @param ask asks the agent for something by the name of the command; empty if it does not tell */
    static GuestReport report(Function<String, Optional<String>> ask) {
        return new GuestReport(
                value(ask, "guest-get-host-name").path("host-name").asString(""),
                value(ask, "guest-get-osinfo").path("pretty-name").asString(""),
                stream(value(ask, "guest-get-fsinfo"))
                        .filter(fs -> !NO_DISKS.contains(fs.path("type").asString("")))
                        .filter(fs -> fs.path("total-bytes").canConvertToLong())
                        .map(fs -> new FileSystem(
                                fs.path("mountpoint").asString(""),
                                fs.path("type").asString(""),
                                fs.path("used-bytes").asLong(0),
                                fs.path("total-bytes").asLong(0)))
                        .toList(),
                stream(value(ask, "guest-get-users"))
                        .map(user -> user.path("user").asString(""))
                        .toList());
    }

    private static JsonNode value(Function<String, Optional<String>> ask, String command) {
        try {
            return ask.apply(command)
                    .map(JSON::readTree)
                    .map(answer -> answer.path("return"))
                    .orElseGet(JSON::nullNode);
        } catch (JacksonException e) {
            return JSON.nullNode();
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }
}
