package dev.slipway.ui.metrics;

import java.time.Duration;

/** How far back is shown. */
enum MetricSpan {
    HOUR("Last hour", Duration.ofHours(1)),
    SIX_HOURS("Last 6 hours", Duration.ofHours(6)),
    DAY("Last day", Duration.ofDays(1)),
    WEEK("Last week", Duration.ofDays(7)),
    MONTH("Last 30 days", Duration.ofDays(30));

    private final String words;
    private final Duration duration;

    MetricSpan(String words, Duration duration) {
        this.words = words;
        this.duration = duration;
    }

    String words() {
        return words;
    }

    Duration duration() {
        return duration;
    }
}
