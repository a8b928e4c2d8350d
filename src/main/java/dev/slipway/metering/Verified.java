package dev.slipway.metering;

import java.util.List;

/** @param hours that were added up anew @param differences one line each; empty if all is right */
public record Verified(int hours, List<String> differences) {
    public Verified {
        differences = List.copyOf(differences);
    }
}
