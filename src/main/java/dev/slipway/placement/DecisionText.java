package dev.slipway.placement;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Decisions are kept as they were taken, to be read by people: as text. */
@Component
class DecisionText {
    private final JsonMapper json = JsonMapper.builder().build();

    String write(PlacementDecision decision) {
        return json.writeValueAsString(decision);
    }

    PlacementDecision read(String text) {
        return json.readValue(text, PlacementDecision.class);
    }
}
