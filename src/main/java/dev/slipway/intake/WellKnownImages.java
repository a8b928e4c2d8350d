package dev.slipway.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The list of them, which comes with the portal: {@code well-known-images.json}. */
@Component
class WellKnownImages {
    private final List<WellKnownImage> all = read();

    List<WellKnownImage> all() {
        return all;
    }

    private static List<WellKnownImage> read() {
        try (var file = WellKnownImages.class.getResourceAsStream("/well-known-images.json")) {
            JsonNode list = JsonMapper.shared().readTree(file);
            return StreamSupport.stream(list.spliterator(), false)
                    .map(WellKnownImages::image)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WellKnownImage image(JsonNode node) {
        return new WellKnownImage(
                node.path("name").asString(),
                node.path("os").asString(),
                node.path("url").asString(),
                Optional.of(node.path("checksumUrl").asString("")).filter(url -> !url.isEmpty()),
                node.path("user").asString(""),
                node.path("kind").asString("GOLDEN"));
    }
}
