package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;

/**
 * What {@code FILE.properties} says of the image in {@code FILE}: {@code name}, {@code description}, {@code os},
 * {@code user}, {@code firmware}, {@code cloud-init}, {@code guest-agent}, {@code min-memory-mib}, {@code version}. What is
 * not said is guessed: the file's name, the day it was made, cloud-init and an agent.
 */
record ImageDescription(Path file, Properties said) {
    private static final long LITTLE_MEMORY_MIB = 128;

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
        var name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return new ImageDraft(
                said.getProperty("name", name),
                said.getProperty("description", ""),
                said.getProperty("os", "Linux"),
                said.getProperty("user", user),
                firmware(),
                flag("cloud-init"),
                flag("guest-agent"),
                memory(),
                said.getProperty("version"));
    }

    private Firmware firmware() {
        return switch (said.getProperty("firmware", "bios")) {
            case "bios" -> Firmware.BIOS;
            case "uefi" -> Firmware.UEFI;
            case String other -> throw wrong("firmware", "bios or uefi", other);
        };
    }

    private boolean flag(String key) {
        return switch (said.getProperty(key, "true")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw wrong(key, "true or false", other);
        };
    }

    private long memory() {
        var text = said.getProperty("min-memory-mib", String.valueOf(LITTLE_MEMORY_MIB));
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw wrong("min-memory-mib", "a whole number", text);
        }
    }

    private InvalidRequest wrong(String key, String right, String said) {
        return new InvalidRequest(
                "image-description",
                key,
                "In the description of the image " + file.getFileName() + ", " + key + " is " + right + ", not '" + said
                        + "'.");
    }
}
