package dev.slipway.ui.profile;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a browser calls itself, in words. Only a help to recognise it by: it can call itself anything. */
final class Browsers {
    private static final int LONGEST = 40;

    /** In this order: most call themselves by their forebears' names too. */
    private static final Map<String, String> NAMES = ordered(
            "Edg/",
            "Edge",
            "OPR/",
            "Opera",
            "Firefox/",
            "Firefox",
            "Chrome/",
            "Chrome",
            "CriOS/",
            "Chrome",
            "FxiOS/",
            "Firefox",
            "Safari/",
            "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "Android",
            "Android",
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Windows",
            "Windows",
            "Mac OS X",
            "macOS",
            "CrOS",
            "ChromeOS",
            "Linux",
            "Linux");

    private Browsers() {}

    static String words(String userAgent) {
        Optional<String> name = first(NAMES, userAgent);
        Optional<String> system = first(SYSTEMS, userAgent);
        if (name.isEmpty()) {
            return userAgent.length() <= LONGEST ? userAgent : userAgent.substring(0, LONGEST) + "…";
        }
        return name.get() + system.map(s -> " on " + s).orElse("");
    }

    private static Optional<String> first(Map<String, String> known, String userAgent) {
        return known.entrySet().stream()
                .filter(e -> userAgent.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        Stream.iterate(0, i -> i < pairs.length, i -> i + 2).forEach(i -> map.put(pairs[i], pairs[i + 1]));
        return map;
    }
}
