package dev.slipway.vm.seed;

import dev.slipway.kernel.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * What most people want of a fresh guest, for those who would rather not write cloud-config themselves.
 *
 * @param timeZone of the IANA database, such as {@code Europe/Berlin}
 * @param upgrade whether what is installed is brought up to date
 * @param packages to install, as the guest's distribution calls them
 * @param commands which root's shell runs once, in order, at the end of the first boot
 * @param password of the image's user, to sign in on the screen; ssh goes by keys
 */
public record FirstBoot(
        Optional<String> timeZone,
        boolean upgrade,
        List<String> packages,
        List<String> commands,
        Optional<String> password) {
    public static final FirstBoot NOTHING =
            new FirstBoot(Optional.empty(), false, List.of(), List.of(), Optional.empty());

    private static final String FIELD = "firstBoot.";
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+._:~=-]{0,127}", Pattern.CASE_INSENSITIVE);
    private static final int MOST_PACKAGES = 100;
    private static final int MOST_COMMANDS = 50;
    private static final int LONGEST_COMMAND = 1_000;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;
    private static final int SALT = 16;

    /** @throws InvalidRequest naming what is wrong, as {@code firstBoot.packages} */
    public FirstBoot {
        packages = List.copyOf(packages);
        commands = List.copyOf(commands);
        timeZone.ifPresent(FirstBoot::requireZone);
        requireFew("packages", packages, MOST_PACKAGES);
        packages.forEach(FirstBoot::requirePackage);
        requireFew("commands", commands, MOST_COMMANDS);
        commands.forEach(FirstBoot::requireCommand);
        password.ifPresent(FirstBoot::requirePassword);
    }

    /**
     * The cloud-config that says so ({@code https://cloudinit.readthedocs.io/en/latest/reference/modules.html}); of the
     * password only a hash ({@code crypt(3)}, SHA-512). The same for the same VM, however often it is asked for.
     *
     * @param vm tells its salt from others', such as where it is and its name
     * @return empty if there is nothing to say
     */
    public Optional<String> userData(String vm) {
        return userData(password.map(words -> hash(words, vm)));
    }

    /** As {@link #userData(String)}, for people to read: without the hash. */
    public Optional<String> preview() {
        return userData(password.map(words -> "(its hash)"));
    }

    /** For logs: passwords are not for them. */
    @Override
    public String toString() {
        return "FirstBoot[" + timeZone + ", upgrade=" + upgrade + ", " + packages + ", " + commands.size()
                + " commands]";
    }

    private Optional<String> userData(Optional<String> hashed) {
        Map<String, Object> config = new LinkedHashMap<>();
        timeZone.ifPresent(zone -> config.put("timezone", zone));
        if (upgrade || !packages.isEmpty()) {
            config.put("package_update", true);
        }
        if (upgrade) {
            config.put("package_upgrade", true);
        }
        if (!packages.isEmpty()) {
            config.put("packages", packages);
        }
        hashed.ifPresent(hash -> {
            config.put("password", hash);
            config.put("chpasswd", Map.of("expire", false));
        });
        if (!commands.isEmpty()) {
            config.put("runcmd", commands);
        }
        return config.isEmpty() ? Optional.empty() : Optional.of(requireShort("#cloud-config\n" + yaml(config)));
    }

    private static String yaml(Map<String, Object> config) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(config);
    }

    private static String hash(String password, String vm) {
        return Sha2Crypt.sha512Crypt(password.getBytes(StandardCharsets.UTF_8), "$6$" + salt(vm));
    }

    /** Nothing of the password is in it, lest it helped to guess. */
    private static String salt(String vm) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(vm.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, SALT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String requireShort(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > UserData.MOST_BYTES) {
            throw refused("commands", "All of this together is more than 16 KiB. Let a command fetch what it needs.");
        }
        return text;
    }

    private static void requireZone(String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw refused(
                    "timeZone",
                    "There is no time zone “" + shortened(zone) + "”. One is Europe/Berlin, another is UTC.");
        }
    }

    private static void requireFew(String field, List<String> values, int most) {
        if (values.size() > most) {
            throw refused(field, "There are at most " + most + " " + field + "; put more into a script of your own.");
        }
    }

    private static void requirePackage(String name) {
        if (!PACKAGE.matcher(name).matches()) {
            throw refused("packages", "“" + shortened(name) + "” is no name of a package.");
        }
    }

    private static void requireCommand(String command) {
        if (command.isBlank()
                || command.length() > LONGEST_COMMAND
                || command.chars().anyMatch(Character::isISOControl)) {
            throw refused(
                    "commands",
                    "A command is one line of at most " + LONGEST_COMMAND
                            + " characters. Put longer ones into a script of your own.");
        }
    }

    private static void requirePassword(String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw refused(
                    "password", "A password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters.");
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            throw refused("password", "A password has no control characters in it: nobody could type them.");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static InvalidRequest refused(String field, String sentence) {
        return new InvalidRequest("first-boot", FIELD + field, sentence);
    }
}
