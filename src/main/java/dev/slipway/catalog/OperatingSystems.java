package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Systems that may be in an image: those of libosinfo's database, where the machine has it, and a few that the portal knows itself. */
@Service
public class OperatingSystems {
    private final OsinfoDatabase database;
    private final List<OperatingSystem> own = read();

    OperatingSystems(OsinfoDatabase database) {
        this.database = database;
    }

    /** By name, each once. Empty for who may read no images. */
    public List<OperatingSystem> list(Actor actor) {
        if (!CatalogAccess.mayReadImages(actor)) {
            return List.of();
        }
        Map<String, OperatingSystem> known = new LinkedHashMap<>();
        database.all().forEach(system -> known.putIfAbsent(system.shortId(), system));
        own.forEach(system -> known.putIfAbsent(system.shortId(), system));
        return known.values().stream()
                .sorted(Comparator.comparing(OperatingSystem::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(OperatingSystem::shortId))
                .toList();
    }

    /** {@code operating-systems.json}, which comes with the portal. */
    private static List<OperatingSystem> read() {
        try (var file = OperatingSystems.class.getResourceAsStream("/operating-systems.json")) {
            JsonNode list = JsonMapper.shared().readTree(file);
            return StreamSupport.stream(list.spliterator(), false)
                    .map(OperatingSystems::system)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OperatingSystem system(JsonNode node) {
        return new OperatingSystem(
                node.path("shortId").asString(),
                node.path("name").asString(),
                Optional.of(node.path("endOfLife").asString(""))
                        .filter(day -> !day.isEmpty())
                        .map(LocalDate::parse),
                Optional.of(new OperatingSystem.Amounts(
                        1, node.path("memoryMib").asLong(), node.path("diskMib").asLong())),
                Optional.empty());
    }
}
