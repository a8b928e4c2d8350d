package dev.slipway.vm.disc;

import dev.slipway.kernel.ImageVersionId;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.disc.Drive.Disc;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is to become of a drive, as the operation carries it. @param disc empty to leave it empty */
record DiscChange(int number, Optional<Disc> disc) {
    private static final String NUMBER = "drive";
    private static final String VERSION = "image";
    private static final String NAME = "name";
    private static final String LABEL = "label";

    static DiscChange of(StepContext context) {
        var carried = context.arguments();
        return new DiscChange(
                Integer.parseInt(carried.get(NUMBER)),
                Optional.ofNullable(carried.get(VERSION))
                        .map(version -> new Disc(
                                ImageVersionId.parse(version),
                                carried.getOrDefault(NAME, ""),
                                carried.getOrDefault(LABEL, ""))));
    }

    Map<String, String> arguments() {
        var carried = new HashMap<>(Map.of(NUMBER, String.valueOf(number)));
        disc.ifPresent(d -> {
            carried.put(VERSION, d.version().toString());
            carried.put(NAME, d.name());
            carried.put(LABEL, d.label());
        });
        return carried;
    }

    String words() {
        return disc.map(d -> d.name() + " (" + d.label() + ") into drive " + number + ".")
                .orElse("Drive " + number + " is to be empty.");
    }
}
