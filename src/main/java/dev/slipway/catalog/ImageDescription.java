package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What {@code FILE.properties} says of the image in {@code FILE}. What is not said is guessed: the file's name, the day it
 * was made, cloud-init and an agent; a file that ends with {@code .iso} is an ISO.
 */
record ImageDescription(Path file, Properties said) {
    private static final long LITTLE_MEMORY_MIB = 128;
    private static final Map<String, Boolean> FLAGS = words("true", true, "false", false);
    private static final Map<String, ImageKind> KINDS = words("golden", ImageKind.GOLDEN, "iso", ImageKind.ISO);
    private static final Map<String, Architecture> ARCHITECTURES =
            words("x86_64", Architecture.X86_64, "aarch64", Architecture.AARCH64);
    private static final Map<String, Firmware> FIRMWARE =
            words("bios", Firmware.BIOS, "uefi", Firmware.UEFI, "secure-boot", Firmware.SECURE_BOOT);

    /** @throws Unavailable if the image or its description cannot be read */
    static ImageDescription beside(Path file) {
        var said = new Properties();
        var beside = file.resolveSibling(file.getFileName() + ".properties");
        try {
            if (Files.exists(beside)) {
                try (var reader = Files.newBufferedReader(beside, StandardCharsets.UTF_8)) {
                    said.load(reader);
                }
            }
            said.putIfAbsent(
                    "version",
                    DateTimeFormatter.ISO_LOCAL_DATE.format(
                            Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC)));
        } catch (IOException | IllegalArgumentException e) {
            throw new Unavailable(
                    "bootstrap-image",
                    "An image that slipway.bootstrap.image names, or its description, cannot be read.",
                    file.toString(),
                    e);
        }
        return new ImageDescription(file, said);
    }

    /** @param user who the SSH key lets in, unless it is said */
    ImageDraft draft(String user) {
        var fileName = file.getFileName().toString();
        var kind = choice("kind", KINDS, fileName.endsWith(".iso") ? "iso" : "golden");
        boolean golden = kind == ImageKind.GOLDEN;
        return new ImageDraft(
                kind,
                text("name", fileName.replaceFirst("\\.[^.]*$", "")),
                new ImageAbout(text("description", ""), text("licence", ""), text("maintainer", ""), endOfLife()),
                new ImageSystem(
                        text("os", "Linux"),
                        choice("architecture", ARCHITECTURES, "x86_64"),
                        choice("firmware", FIRMWARE, "bios"),
                        text("user", golden ? user : ""),
                        flag("cloud-init", golden),
                        flag("guest-agent", golden)),
                new ImageNeeds(
                        Math.toIntExact(number("min-vcpus", 1)),
                        number("min-memory-mib", LITTLE_MEMORY_MIB),
                        number("min-disk-mib", 0)),
                said.getProperty("version"),
                text("release-notes", ""));
    }

    private String text(String key, String otherwise) {
        return said.getProperty(key, otherwise);
    }

    private <T> T choice(String key, Map<String, T> choices, String otherwise) {
        var word = text(key, otherwise);
        var chosen = choices.get(word);
        if (chosen == null) {
            throw wrong(key, String.join(" or ", choices.keySet()), word);
        }
        return chosen;
    }

    private boolean flag(String key, boolean otherwise) {
        return choice(key, FLAGS, String.valueOf(otherwise));
    }

    private long number(String key, long otherwise) {
        var text = text(key, String.valueOf(otherwise)).strip();
        if (!text.matches("[0-9]{1,9}")) {
            throw wrong(key, "a whole number", text);
        }
        return Long.parseLong(text);
    }

    private Optional<LocalDate> endOfLife() {
        var day = text("end-of-life", "").strip();
        try {
            return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException e) {
            throw wrong("end-of-life", "a day such as 2030-06-30", day);
        }
    }

    private InvalidRequest wrong(String key, String right, String said) {
        return new InvalidRequest(
                "image-description",
                key,
                "In the description of the image " + file.getFileName() + ", " + key + " is " + right + ", not '" + said
                        + "'.");
    }

    /** Word by word what each means, in the order in which they are named to people. */
    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> words(Object... pairs) {
        Map<String, T> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put((String) pairs[i], (T) pairs[i + 1]);
        }
        return words;
    }
}
