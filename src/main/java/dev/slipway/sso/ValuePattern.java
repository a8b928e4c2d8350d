package dev.slipway.sso;

import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a claim's value must look like: a text to the letter, in which <code>{tenant}</code> and <code>{project}</code>
 * stand for one or more characters other than a slash. Where more than one reading fits, the first takes as little as it can.
 */
final class ValuePattern {
    static final String TENANT = "{tenant}";
    static final String PROJECT = "{project}";
    private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");

    /** What stood in the places. */
    record Captured(Optional<String> tenant, Optional<String> project) {}

    private final String text;
    private final Optional<Pattern> pattern;

    private ValuePattern(String text, Optional<Pattern> pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** @throws InvalidRequest in words, if it is none */
    static ValuePattern parse(String text) {
        StringBuilder regex = new StringBuilder();
        Matcher places = PLACE.matcher(text);
        int from = 0;
        while (places.find()) {
            String place = places.group();
            if (!place.equals(TENANT) && !place.equals(PROJECT)) {
                throw invalid("In a value only {tenant} and {project} stand in braces, not " + place + ".");
            }
            if (text.indexOf(place, places.end()) >= 0) {
                throw invalid("The value has " + place + " twice. Once is enough.");
            }
            if (from > 0 && places.start() == from) {
                throw invalid("There must be something between {tenant} and {project}, such as a slash.");
            }
            regex.append(Pattern.quote(text.substring(from, places.start())))
                    .append(place.equals(TENANT) ? "(?<tenant>[^/]+?)" : "(?<project>[^/]+?)");
            from = places.end();
        }
        if (from == 0) {
            return new ValuePattern(text, Optional.empty());
        }
        regex.append(Pattern.quote(text.substring(from)));
        return new ValuePattern(text, Optional.of(Pattern.compile(regex.toString(), Pattern.DOTALL)));
    }

    boolean names(String place) {
        return text.contains(place);
    }

    Optional<Captured> match(String value) {
        if (pattern.isEmpty()) {
            return text.equals(value)
                    ? Optional.of(new Captured(Optional.empty(), Optional.empty()))
                    : Optional.empty();
        }
        Matcher matcher = pattern.get().matcher(value);
        return matcher.matches()
                ? Optional.of(new Captured(group(matcher, TENANT, "tenant"), group(matcher, PROJECT, "project")))
                : Optional.empty();
    }

    private Optional<String> group(Matcher matcher, String place, String name) {
        return names(place) ? Optional.of(matcher.group(name)) : Optional.empty();
    }

    private static InvalidRequest invalid(String sentence) {
        return new InvalidRequest("invalid-value", "value", sentence);
    }
}
